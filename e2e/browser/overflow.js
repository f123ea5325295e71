// Finds what makes a page wider than its window, or what the window cuts off. Gives a list of sentences, empty when all fits.
(windowWidth) => {
  const root = document.documentElement;
  const found = [];
  const width = root.clientWidth;
  if (width > windowWidth) {
    found.push(`the page is laid out ${width} wide in a window of ${windowWidth}: is the viewport meta element missing?`);
  }
  const name = (e) => {
    let s = e.tagName.toLowerCase();
    if (e.id) return `${s}#${e.id}`;
    if (e.classList.length) s += "." + [...e.classList].slice(0, 3).join(".");
    return e.parentElement && e.parentElement !== root ? `${name(e.parentElement)} > ${s}` : s;
  };
  // What stands in a scrolling or clipping box of its own is that box's business; a body that hides its overflow only hides the fault.
  const contained = (e) => {
    for (let p = e.parentElement; p && p !== document.body && p !== root; p = p.parentElement) {
      if (getComputedStyle(p).overflowX !== "visible") return true;
      if (p instanceof SVGSVGElement) return true;
    }
    return false;
  };
  const offends = (e) => {
    const r = e.getBoundingClientRect();
    if (r.width <= 1 || r.height <= 1) return false; // words for screen readers only
    return (r.right > width + 1 || r.left < -1) && !contained(e);
  };
  const offenders = [];
  for (const e of document.body?.querySelectorAll("*") ?? []) {
    const style = getComputedStyle(e);
    // A drawer outside the window is fixed there on purpose, and a link that shows on focus is absolute and far to the left.
    if (style.position === "fixed" || style.visibility === "hidden" || style.display === "none") continue;
    if (style.position === "absolute" && e.getBoundingClientRect().right < 0) continue;
    if (offends(e)) offenders.push(e);
  }
  const innermost = offenders.filter((e) => !offenders.some((o) => o !== e && e.contains(o)));
  for (const e of innermost.slice(0, 8)) {
    const r = e.getBoundingClientRect();
    found.push(`${name(e)} reaches from ${Math.round(r.left)} to ${Math.round(r.right)} in a window of ${width}`);
  }
  if (root.scrollWidth > width + 1 && found.length === 0) {
    found.push(`the page is ${root.scrollWidth} wide in a window of ${width}`);
  }
  return found;
}
