// Fairway's pages work without scripts. This module only makes them quicker and kinder.
import htmx from "htmx.org/dist/htmx.esm.js";
import { setUpDialogs } from "./dialogs.js";
import { setUpForms } from "./forms.js";
import { setUpHallPlans } from "./hallplan.js";
import { setUpMenus } from "./menus.js";
import { setUpTheme } from "./theme.js";
import { setUpToasts } from "./toasts.js";

// The content security policy forbids inline styles and evaluated text; pages of signed-in people are not kept in
// the browser's storage; answers never bring scripts.
Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
});

document.documentElement.classList.add("scripted");
setUpTheme();
setUpMenus();
setUpDialogs();
setUpForms();
setUpToasts();
setUpHallPlans();
