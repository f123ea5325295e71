// Small helps for forms: filters that apply at once on wide screens, buttons that are pressed only once, copied codes.
const wide = matchMedia("(min-width: 60rem)");

function applyFilter(event) {
  const form = event.target.closest("form[data-autosubmit]");
  if (!form || !wide.matches || event.target.type === "search" || event.target.type === "text") return;
  form.requestSubmit();
}

// The button stays as it is for the moment of sending, because a disabled button would not be sent.
function pressOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  await navigator.clipboard.writeText(source.textContent.trim());
  const status = button.parentElement.querySelector("[role=status]");
  if (status) status.textContent = button.dataset.copied;
}

export function setUpForms() {
  document.addEventListener("change", applyFilter);
  document.addEventListener("submit", pressOnce);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button).catch(() => {}); // refused by the browser: the code can still be selected by hand
  });
  // Coming back by the history must not meet a form that thinks it was sent.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  });
  // Empty fields only make addresses longer.
  document.addEventListener("formdata", (event) => {
    if (event.target.method !== "get") return;
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}
