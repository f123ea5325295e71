// Changes the theme without leaving the page. Without scripts the same forms are posted to /theme.
const year = 365 * 24 * 60 * 60;

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function apply(theme) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${year}; SameSite=Lax${secure}`;
  document.documentElement.dataset.theme = theme;
  for (const button of document.querySelectorAll("[data-theme-choice] button[value]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

export function setUpTheme() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-choice]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const value = event.submitter.value;
    apply(value === "toggle" ? (isDark() ? "light" : "dark") : value);
  });
}
