// Lists by keyboard (j down, k up, Enter opens, / searches), filters that send themselves, rows added to a form.
(() => {
  "use strict";

  const typing = (target) => target.closest("input, select, textarea, [contenteditable], dialog") !== null;

  const step = (table, by) => {
    const links = [...table.querySelectorAll("tbody .kc-row-link")];
    const here = links.findIndex((link) => link === document.activeElement);
    const next = links[here < 0 ? 0 : Math.min(Math.max(here + by, 0), links.length - 1)];
    if (next) {
      next.focus({ preventScroll: true });
      next.closest("tr").scrollIntoView({ block: "nearest" });
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const table = document.querySelector("table[data-keys]");
    const search = document.querySelector("[data-search]");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else if (table && (event.key === "j" || event.key === "k")) {
      event.preventDefault();
      step(table, event.key === "j" ? 1 : -1);
    }
  });

  // <form data-filters>: choosing sends; empty fields stay out of the address, so that it can be shared.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-filters]");
    if (form && event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-filters]")) return;
    for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
  });

  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-filters]")) {
      for (const field of form.elements) field.disabled = false;
    }
  });

  // Formsets: <button data-add-row="budget">, <template id="budget-row"> with __prefix__, <tbody data-rows="budget">.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row]");
    if (!button) return;
    const prefix = button.dataset.addRow;
    const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
    const row = document.getElementById(`${prefix}-row`).innerHTML.replaceAll("__prefix__", total.value);
    const rows = document.querySelector(`[data-rows="${prefix}"]`);
    rows.insertAdjacentHTML("beforeend", row);
    total.value = String(Number(total.value) + 1);
    rows.lastElementChild.querySelector("input, select, textarea")?.focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-add-row]").forEach((button) => (button.hidden = false));
    document.querySelectorAll("[data-needs-script]").forEach((note) => (note.hidden = false));
    document.querySelectorAll("[data-no-script]").forEach((note) => (note.hidden = true));
  });
})();
