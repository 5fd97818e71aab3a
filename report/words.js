// SPDX-License-Identifier: Apache-2.0
// Figures as French texts, and elements made of texts: nothing is ever put in as markup.
var mots = (function () {
  'use strict';
  var THIN = '\u202f';

  function group(digits) { return digits.replace(/\B(?=(\d{3})+$)/g, THIN); }

  // Three significant digits, as the run says its figures.
  function about(value) {
    if (value === null) return 'n.d.';
    var whole = Math.abs(value) < 1000 ? Math.round(value) : Number(value.toPrecision(3));
    return group(String(whole));
  }

  function percent(ratio) {
    return ratio === null ? 'n.d.' : (100 * ratio).toFixed(1).replace('.', ',') + THIN + '%';
  }

  function decimal(value) {
    return value === null ? 'n.d.' : value.toFixed(1).replace('.', ',');
  }

  // As few decimals as it needs.
  function number(value) { return String(value).replace('.', ','); }

  // A figure as [value, low, high], then the number of what is to know of it: one number is exact.
  function figure(written) { return Array.isArray(written) ? written : [written, written, written]; }

  // "1 240 [1 200 ; 1 290]"; what is known of a figure that is not: "au moins 120, au plus 900".
  function range(written, write) {
    var known = figure(written), value = known[0], low = known[1], high = known[2];
    if (value === null) {
      var bounds = [];
      if (low) bounds.push('au moins ' + write(low));
      if (high !== null) bounds.push('au plus ' + write(high));
      return bounds.length ? bounds.join(', ') : 'n.d.';
    }
    var text = write(value);
    if (low === null || high === null) return text;
    if (write(low) === text && write(high) === text) return text;
    return text + ' [' + write(low) + THIN + '; ' + write(high) + ']';
  }

  // The unit in the singular below 2.
  function unit(value, plural) {
    if (value === null || Math.abs(value) >= 2) return plural;
    return plural.replace(/s\b/g, '');
  }

  function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

  // An element with attributes, texts and other elements in it.
  function make(name, attributes) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      element.setAttribute(key, attributes[key]);
    });
    for (var i = 2; i < arguments.length; i++)
      if (arguments[i] !== null && arguments[i] !== undefined) element.append(arguments[i]);
    return element;
  }

  return {
    about: about, percent: percent, decimal: decimal, number: number, figure: figure, range: range, unit: unit,
    capital: capital, make: make
  };
})();
