/* The shop's basket, kept in this browser; it tells Parlour of what is added and ordered. */
(function () {
  "use strict";
  window.parlour = window.parlour || function () { (window.parlour.q = window.parlour.q || []).push(arguments); };
  var KEY = "harrow-and-pine.basket";
  var all = function (name) { return document.querySelectorAll("[" + name + "]"); };

  function basket() {
    try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch (e) { return []; }
  }

  function keep(lines) {
    try { localStorage.setItem(KEY, JSON.stringify(lines)); } catch (e) { /* without storage the basket stays empty */ }
    show();
  }

  function total() {
    return basket().reduce(function (sum, line) { return sum + line.price; }, 0);
  }

  function euros(value) {
    return "€ " + value;
  }

  function show() {
    var lines = basket();
    all("data-basket-count").forEach(function (e) { e.textContent = lines.length; });
    all("data-basket-total").forEach(function (e) { e.textContent = euros(total()); });
    all("data-basket-full").forEach(function (e) { e.hidden = !lines.length; });
    all("data-basket-empty").forEach(function (e) { e.hidden = !!lines.length; });
    all("data-basket-lines").forEach(function (e) { e.replaceChildren.apply(e, lines.map(line)); });
  }

  function line(item, at) {
    var li = document.createElement("li");
    var a = document.createElement("a");
    var price = document.createElement("span");
    var remove = document.createElement("button");
    a.href = "/demo/" + encodeURIComponent(item.slug);
    a.textContent = item.name;
    price.textContent = euros(item.price);
    remove.type = "button";
    remove.textContent = "Take out";
    remove.setAttribute("aria-label", "Take out " + item.name);
    remove.addEventListener("click", function () {
      keep(basket().filter(function (_, i) { return i !== at; }));
    });
    li.append(a, price, remove);
    return li;
  }

  all("data-add").forEach(function (button) {
    button.addEventListener("click", function () {
      var price = Number(button.dataset.price);
      keep(basket().concat({ slug: button.dataset.add, name: button.dataset.name, price: price }));
      window.parlour("event", "add_to_basket", price);
      button.parentElement.querySelector(".added").textContent = "In your basket.";
    });
  });

  all("data-checkout").forEach(function (form) {
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      var name = form.elements.name.value.trim();
      var email = form.elements.email.value.trim();
      if (name || email) window.parlour("identify", { name: name || undefined, email: email || undefined });
      window.parlour("event", "checkout", total());
      keep([]);
      form.hidden = true;
      all("data-thanks")[0].textContent = "Thank you. It is with you in three to five working days.";
    });
  });

  show();
})();
