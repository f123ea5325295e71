// Moves and zooms the plan of a hall by changing the drawing's view box, so that lines and letters stay sharp. The
// page keeps its own scrolling: one finger moves the plan only once it is zoomed, and the wheel zooms with Ctrl.
const closest = 8; // how many times nearer than the whole hall
const readable = 5.5; // pixels of a booth's code below which it is left out

function numbers(svg) {
  const [x, y, w, h] = svg.getAttribute("viewBox").split(" ").map(Number);
  return { x, y, w, h };
}

class HallPlan {
  constructor(frame) {
    this.frame = frame;
    this.svg = frame.querySelector(".hallplan-drawing"); // not the icon of a button
    this.whole = numbers(this.svg);
    this.view = { ...this.whole };
    this.pointers = new Map();
    this.moved = 0;
    this.letter = Math.min(130, ...[...this.svg.querySelectorAll(".booth-code")].map((code) => Number(code.getAttribute("font-size"))));
    this.listen();
    this.goToAddress();
    this.draw();
  }

  listen() {
    const svg = this.svg;
    this.frame.addEventListener("click", (e) => this.press(e));
    svg.addEventListener("wheel", (e) => this.wheel(e), { passive: false });
    svg.addEventListener("pointerdown", (e) => this.down(e));
    svg.addEventListener("pointermove", (e) => this.move(e));
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(end, (e) => this.up(e));
    // A drag that began on a booth is not a press on it.
    svg.addEventListener("click", (e) => this.moved > 6 && e.preventDefault(), true);
    svg.addEventListener("dragstart", (e) => e.preventDefault());
    svg.addEventListener("keydown", (e) => this.key(e));
    svg.addEventListener("focusin", (e) => this.keepInSight(e.target.closest(".booth")));
    addEventListener("hashchange", () => this.goToAddress());
    new ResizeObserver(() => this.draw()).observe(svg);
  }

  // The scale of the drawing on the screen, in pixels a centimetre, and where its corner lies (preserveAspectRatio meet).
  scale() {
    const box = this.svg.getBoundingClientRect();
    const k = Math.min(box.width / this.view.w, box.height / this.view.h);
    return { k, left: box.left + (box.width - this.view.w * k) / 2, top: box.top + (box.height - this.view.h * k) / 2 };
  }

  at(clientX, clientY) {
    const { k, left, top } = this.scale();
    return { x: this.view.x + (clientX - left) / k, y: this.view.y + (clientY - top) / k };
  }

  middle() {
    return { x: this.view.x + this.view.w / 2, y: this.view.y + this.view.h / 2 };
  }

  zoom(by, around = this.middle()) {
    const w = Math.min(this.whole.w, Math.max(this.whole.w / closest, this.view.w / by));
    const f = w / this.view.w;
    this.view = { x: around.x - (around.x - this.view.x) * f, y: around.y - (around.y - this.view.y) * f, w, h: this.view.h * f };
    this.show();
  }

  pan(dx, dy) {
    this.view.x += dx;
    this.view.y += dy;
    this.show();
  }

  show() {
    const keep = (at, size, from, all) => Math.min(Math.max(at, from), from + all - size);
    this.view.x = keep(this.view.x, this.view.w, this.whole.x, this.whole.w);
    this.view.y = keep(this.view.y, this.view.h, this.whole.y, this.whole.h);
    this.asked ??= requestAnimationFrame(() => {
      this.asked = null;
      this.draw();
    });
  }

  draw() {
    const { x, y, w, h } = this.view;
    this.svg.setAttribute("viewBox", `${x.toFixed(1)} ${y.toFixed(1)} ${w.toFixed(1)} ${h.toFixed(1)}`);
    this.frame.toggleAttribute("data-zoomed", w < this.whole.w - 1);
    this.frame.toggleAttribute("data-far", this.letter * this.scale().k < readable);
  }

  press(e) {
    const what = e.target.closest("[data-zoom]")?.dataset.zoom;
    if (what === "in") this.zoom(1.5);
    else if (what === "out") this.zoom(1 / 1.5);
    else if (what === "all") this.zoom(1 / closest);
  }

  wheel(e) {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    this.zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.08 : 0.004)), this.at(e.clientX, e.clientY));
  }

  down(e) {
    if (e.pointerType === "mouse" && e.button !== 0) return;
    this.pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    this.moved = 0;
  }

  move(e) {
    const before = this.pointers.get(e.pointerId);
    if (!before) return;
    const dx = e.clientX - before.x;
    const dy = e.clientY - before.y;
    this.moved += Math.abs(dx) + Math.abs(dy);
    if (this.moved > 6 && !this.svg.hasPointerCapture(e.pointerId)) this.svg.setPointerCapture(e.pointerId);
    const old = [...this.pointers.values()].map((p) => ({ ...p }));
    this.pointers.set(e.pointerId, { x: e.clientX, y: e.clientY });
    const now = [...this.pointers.values()];
    if (now.length === 2) {
      const span = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
      this.zoom(span(now) / span(old), this.at((now[0].x + now[1].x) / 2, (now[0].y + now[1].y) / 2));
    }
    if (e.pointerType === "mouse" || now.length === 2 || this.frame.hasAttribute("data-zoomed")) {
      const { k } = this.scale();
      this.frame.toggleAttribute("data-dragging", true);
      this.pan(-dx / k / now.length, -dy / k / now.length);
    }
  }

  up(e) {
    if (e.type === "pointerleave" && this.svg.hasPointerCapture(e.pointerId)) return;
    this.pointers.delete(e.pointerId);
    if (this.pointers.size === 0) this.frame.toggleAttribute("data-dragging", false);
  }

  key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const step = this.view.w / 8;
    const act = {
      "+": () => this.zoom(1.4),
      "=": () => this.zoom(1.4),
      "-": () => this.zoom(1 / 1.4),
      0: () => this.zoom(1 / closest),
      ArrowLeft: () => this.pan(-step, 0),
      ArrowRight: () => this.pan(step, 0),
      ArrowUp: () => this.pan(0, -step),
      ArrowDown: () => this.pan(0, step),
    }[e.key];
    // Without zoom the arrows go on scrolling the page.
    if (!act || (e.key.startsWith("Arrow") && !this.frame.hasAttribute("data-zoomed"))) return;
    e.preventDefault();
    act();
  }

  // A booth reached with the Tab key must be in sight.
  keepInSight(booth) {
    if (!booth || this.pointers.size > 0) return;
    const b = booth.getBBox();
    const v = this.view;
    if (b.x < v.x || b.y < v.y || b.x + b.width > v.x + v.w || b.y + b.height > v.y + v.h) {
      this.pan(b.x + b.width / 2 - (v.x + v.w / 2), b.y + b.height / 2 - (v.y + v.h / 2));
    }
  }

  // "#booth-B1-012" marks the booth and comes near to it.
  goToAddress() {
    for (const old of this.svg.querySelectorAll("[data-here]")) old.removeAttribute("data-here");
    const booth = location.hash.startsWith("#booth-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!booth || !this.svg.contains(booth)) return;
    booth.setAttribute("data-here", "");
    const b = booth.getBBox();
    const k = Math.min(1, Math.max(1 / closest, (b.width * 9) / this.whole.w));
    const w = this.whole.w * k;
    const h = this.whole.h * k;
    this.view = { x: b.x + b.width / 2 - w / 2, y: b.y + b.height / 2 - h / 2, w, h };
    this.show();
    this.frame.scrollIntoView({ block: "nearest" });
  }
}

export function setUpHallPlans() {
  for (const frame of document.querySelectorAll("[data-hallplan]")) new HallPlan(frame);
}
