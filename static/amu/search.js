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

/* Answers a changed filter at once, in place. Without it the button does the same. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-smooth]");
  var asked;
  if (!form || !window.DOMParser || !window.AbortController) {
    return;
  }
  function address() {
    var query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (value !== "") {
        query.append(name, value);
      }
    });
    return form.action + "?" + query.toString();
  }
  function show(page) {
    var focused = document.activeElement && document.activeElement.id;
    var open = Array.prototype.map.call(document.querySelectorAll("#filters, #filters details"), function (group) {
      return group.open ? group.id : "";
    });
    document.querySelector(".amu-header").replaceWith(page.querySelector(".amu-header"));
    ["chosen", "found", "filters"].forEach(function (id) {
      document.getElementById(id).replaceWith(page.getElementById(id));
    });
    open.filter(Boolean).forEach(function (id) {
      if (document.getElementById(id)) {
        document.getElementById(id).open = true;
      }
    });
    document.getElementById("count").textContent = page.getElementById("count").textContent;
    if (focused && document.getElementById(focused)) {
      document.getElementById(focused).focus({ preventScroll: true });
    }
  }
  form.addEventListener("change", function (event) {
    if (!event.target.closest("#filters")) {
      return;
    }
    var where = address();
    if (asked) {
      asked.abort();
    }
    asked = new AbortController();
    document.getElementById("found").setAttribute("aria-busy", "true");
    fetch(where, { signal: asked.signal })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (text) {
        show(new DOMParser().parseFromString(text, "text/html"));
        history.replaceState(null, "", where);
      })
      .catch(function (error) {
        if (error.name !== "AbortError") {
          form.submit();
        }
      });
  });
})();
