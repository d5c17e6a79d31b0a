// Asking before an act, opening dialogs, closing menus and messages. Without this file every act still works as a page.
(() => {
  "use strict";

  // <form data-confirm="dialog-id">: the first submission opens the dialog; its button with data-go sends the form.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = form.dataset.confirm && document.getElementById(form.dataset.confirm);
    if (!dialog || form.dataset.confirmed) {
      holdTwice(event);
      return;
    }
    event.preventDefault();
    const submitter = event.submitter;
    dialog.querySelector("[data-go]").onclick = () => {
      form.dataset.confirmed = "1";
      dialog.close();
      form.requestSubmit(submitter || undefined);
    };
    dialog.showModal();
  });

  // A second click while the first is on its way changes nothing; the engine would refuse it anyway. What opens in a tab of
  // its own leaves this page standing, to be sent again.
  const holdTwice = (event) => {
    const form = event.target;
    if (form.method !== "post" || event.submitter?.formTarget === "_blank") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  };

  // Coming back with the browser's own button must find a form that can be sent again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      delete form.dataset.confirmed;
    });
    document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.open);
      if (dialog) {
        event.preventDefault();
        dialog.showModal();
      }
    }
    const closer = event.target.closest("dialog [data-close]");
    if (closer) closer.closest("dialog").close();
    const dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) dismiss.parentElement.remove();
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-dismiss], [data-print]").forEach((button) => (button.hidden = false));
    document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
    const problem = document.querySelector(".is-invalid, [aria-invalid=true]");
    if (problem) problem.focus();
  });
})();
