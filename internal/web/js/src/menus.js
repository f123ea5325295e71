// Menus are <details>: a click elsewhere, Escape or opening another one closes them.
const open = () => document.querySelectorAll("details.menu[open]");

export function setUpMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector("summary").focus();
    }
    // A filter panel that fills a phone's screen is open while the address names it.
    const panel = document.querySelector(".filter:target");
    if (panel) location.hash = "results";
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}
