/* Fills the list under the search field while somebody types. Without it the field works all the same. */
(function () {
  "use strict";
  var field = document.querySelector("[data-suggest]");
  var list = field && document.getElementById(field.getAttribute("list"));
  var waiting;
  if (!list) {
    return;
  }
  function show(words) {
    list.replaceChildren.apply(
      list,
      words.map(function (word) {
        var option = document.createElement("option");
        option.value = word;
        return option;
      })
    );
  }
  function ask() {
    fetch(field.dataset.suggest + "?q=" + encodeURIComponent(field.value))
      .then(function (answer) {
        return answer.ok ? answer.json() : [];
      })
      .then(show)
      .catch(function () {});
  }
  field.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
})();
