// Money fields: dots between thousands appear while one types; the server reads the number with or without them.
(() => {
  "use strict";

  const grouped = (digits) => digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+(?!\d))/g, ".");

  const regroup = (field) => {
    // A sign, a comma or a letter is a mistake the server must see and explain: leave it as typed.
    if (/[^\d.\s]/.test(field.value)) return;
    const digitsAfterCaret = field.value.slice(field.selectionEnd).replace(/\D/g, "").length;
    field.value = grouped(field.value.replace(/\D/g, ""));
    let caret = field.value.length;
    for (let left = digitsAfterCaret; left > 0 && caret > 0; caret--) {
      if (/\d/.test(field.value[caret - 1])) left--;
    }
    field.setSelectionRange(caret, caret);
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("input[data-money]")) regroup(event.target);
  });
})();
