// Drafts save themselves: <form data-autosave="address">, and an element with data-autosave-status that says when.
// The server answers {"saved": "Đã lưu tự động lúc 10:05:12"}.
(() => {
  "use strict";

  const QUIET = 1500; // milliseconds without a key before a save
  const FAILED = "Chưa lưu tự động được – hãy bấm “Lưu” khi làm xong.";

  const watch = (form) => {
    const status = form.querySelector("[data-autosave-status]");
    let timer = 0;
    let sent = new URLSearchParams(new FormData(form)).toString();

    const tell = (words, failed) => {
      if (!status) return;
      status.textContent = words;
      status.classList.toggle("kc-saved-failed", failed);
    };

    const save = async () => {
      const body = new URLSearchParams(new FormData(form));
      if (body.toString() === sent) return;
      tell("Đang lưu…", false);
      try {
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin" });
        if (!answer.ok) throw new Error(String(answer.status));
        sent = body.toString();
        tell((await answer.json()).saved, false);
      } catch {
        tell(FAILED, true);
      }
    };

    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(save, QUIET);
    };

    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("submit", () => clearTimeout(timer));
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-autosave]").forEach(watch));
})();
