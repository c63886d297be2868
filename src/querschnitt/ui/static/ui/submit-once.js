// Keeps an impatient second click from sending a form twice. The server would not act twice
// either; this only spares people the answer "this has already happened".
"use strict";

(() => {
  const PATIENCE = 10000; // afterwards the network is taken for lost and sending is possible again

  const release = (form) => form.removeAttribute("aria-busy");

  document.addEventListener("submit", (event) => {
    const form = event.target;
    // What opens in a tab of its own, such as a preview, leaves this form as it is.
    const isElsewhere = Boolean(event.submitter?.formTarget);
    if (event.defaultPrevented || isElsewhere || !form.matches("form[data-once]")) {
      return;
    }
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), PATIENCE);
  });

  // A page that comes back from the browser's memory may send its form again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[aria-busy]").forEach(release);
  });
})();
