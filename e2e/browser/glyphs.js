// Finds characters for which no font of the machine has a glyph, so that the visitor sees an empty box.
//
// Each distinct character of the page is drawn in the font of its element and compared, pixel by pixel, with code points that no
// font can have: the same picture means the box of a missing glyph. A letter that leaves no ink at all is missing too.
() => {
  const size = 48;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * 2;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const draw = (font, text) => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.font = font;
    pen.textBaseline = "alphabetic";
    pen.fillText(text, size / 2, size * 1.3);
    const data = pen.getImageData(0, 0, canvas.width, canvas.height).data;
    let hash = 0, ink = 0;
    for (let i = 3; i < data.length; i += 4) {
      if (data[i]) ink++;
      hash = (Math.imul(hash, 31) + data[i] + data[i - 1] * 7 + data[i - 2] * 13) | 0;
    }
    return ink + ":" + hash;
  };
  const empty = "0:";
  // Unassigned or noncharacter code points: in no font, now or later.
  const unknown = [0x10ffff, 0x0378, 0x2fe0, 0xfdd0].map((c) => String.fromCodePoint(c));
  const boxes = new Map(); // font -> the pictures of a missing glyph
  const seen = new Map(); // font + character -> missing?
  const missing = (font, c) => {
    const key = font + " " + c;
    if (!seen.has(key)) {
      if (!boxes.has(font)) boxes.set(font, new Set(unknown.map((u) => draw(font, u)).filter((d) => !d.startsWith(empty))));
      const picture = draw(font, c);
      seen.set(key, picture.startsWith(empty) || boxes.get(font).has(picture));
    }
    return seen.get(key);
  };
  // Nothing is to be seen of spaces, of control and format characters, or of what Unicode lets fonts ignore.
  const invisible = /[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;
  const unassigned = /\p{Cn}|\p{Co}|\p{Cs}/u;
  const found = new Map();
  const look = (element, text) => {
    if (!/[^\x20-\x7e\s]/.test(text)) return;
    const style = getComputedStyle(element);
    const font = `${style.fontStyle} ${style.fontWeight} ${size}px ${style.fontFamily}`;
    for (const c of text) {
      if (c <= "\x7e" || (invisible.test(c) && !unassigned.test(c))) continue;
      if (found.has(c) || !missing(font, c)) continue;
      const code = "U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      found.set(c, `${code} ${c} in <${element.tagName.toLowerCase()}> "${text.trim().slice(0, 60)}"`);
    }
  };
  const skip = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"]);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    if (n.parentElement && !skip.has(n.parentElement.tagName)) look(n.parentElement, n.data);
  }
  for (const e of document.querySelectorAll("input, textarea")) {
    look(e, e.placeholder ?? "");
    if (e.type !== "hidden" && e.type !== "password") look(e, e.value ?? "");
  }
  return [...found.values()];
}
