// An answer to htmx may carry the header HX-Trigger: {"toast":{"kind":"success","text":"Saved"}}.
export function setUpToasts() {
  document.addEventListener("toast", (event) => {
    const region = document.getElementById("toasts");
    const { kind = "info", text = "" } = event.detail ?? {};
    if (!region || !text) return;
    const toast = document.createElement("p");
    toast.className = `toast tone-${kind}`;
    toast.textContent = text;
    region.append(toast);
    setTimeout(() => toast.remove(), 8000);
  });
}
