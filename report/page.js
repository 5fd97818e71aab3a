// SPDX-License-Identifier: Apache-2.0
// Tables that can be sorted by a column and searched, maps that can be enlarged. Without this
// script all of them are whole.
(function () {
  'use strict';

  // What a text is compared by: no case, no accent.
  function fold(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  }

  function key(row, column) {
    var cell = row.cells[column];
    if (!cell.classList.contains('nombre')) return fold(cell.textContent);
    var value = cell.dataset.valeur === undefined ? cell.textContent.trim() : cell.dataset.valeur;
    return value === '' || isNaN(value) ? null : Number(value);
  }

  // What is not known comes last both ways.
  function compare(a, b, up) {
    if (a === null || b === null) return (a === null) - (b === null);
    var order = typeof a === 'number' ? a - b : a.localeCompare(b, 'fr', { numeric: true });
    return up ? order : -order;
  }

  function sort(table, head) {
    var column = head.cellIndex, number = head.classList.contains('nombre');
    var was = head.getAttribute('aria-sort');
    var up = was ? was !== 'ascending' : !number; // large numbers first
    var rows = Array.from(table.tBodies[0].rows, function (row) {
      return { row: row, key: key(row, column) };
    });
    rows.sort(function (a, b) { return compare(a.key, b.key, up); });
    table.tBodies[0].append.apply(table.tBodies[0], rows.map(function (r) { return r.row; }));
    Array.from(head.parentNode.cells).forEach(function (cell) { cell.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
  }

  function makeSortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', function () { sort(table, head); });
    });
  }

  function search(table, wanted, said) {
    var shown = 0, rows = Array.from(table.tBodies[0].rows);
    rows.forEach(function (row) {
      row.hidden = fold(row.textContent).indexOf(wanted) < 0;
      if (!row.hidden) shown++;
    });
    said.textContent = wanted === '' ? '' : shown + ' sur ' + rows.length;
  }

  function makeSearchable(table, n) {
    var line = document.createElement('div'), label = document.createElement('label');
    var field = document.createElement('input'), said = document.createElement('span');
    line.className = 'recherche';
    label.htmlFor = field.id = 'recherche-' + n;
    label.textContent = 'Chercher dans «\u00a0' + table.caption.textContent + '\u00a0»';
    field.type = 'search';
    said.setAttribute('role', 'status');
    line.append(label, field, said);
    table.parentNode.before(line);
    field.addEventListener('input', function () { search(table, fold(field.value.trim()), said); });
  }

  // A map takes the whole width of the page, and back.
  function makeLarger(figure) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Agrandir la carte';
    button.setAttribute('aria-expanded', 'false');
    figure.append(button);
    button.addEventListener('click', function () {
      var large = figure.classList.toggle('grande');
      button.textContent = large ? 'Réduire la carte' : 'Agrandir la carte';
      button.setAttribute('aria-expanded', String(large));
      figure.scrollIntoView({ block: 'nearest' });
    });
  }

  // Paper cannot be unfolded.
  var folded = [];
  window.addEventListener('beforeprint', function () {
    folded = Array.from(document.querySelectorAll('details:not([open])'));
    folded.forEach(function (details) { details.open = true; });
  });
  window.addEventListener('afterprint', function () {
    folded.forEach(function (details) { details.open = false; });
  });

  document.querySelectorAll('figure').forEach(makeLarger);
  document.querySelectorAll('main table').forEach(function (table, n) {
    makeSortable(table);
    if (table.tBodies[0].rows.length > 10) makeSearchable(table, n);
  });
})();
