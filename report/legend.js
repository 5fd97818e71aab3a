// SPDX-License-Identifier: Apache-2.0
// What the colours and the signs of the map to explore mean.
var legende = (function () {
  'use strict';
  var make = mots.make, INK = '#1B2733', NO_FIGURE = '#FFFFFF';

  function swatch(colour, text, round, letter, ink) {
    var sign = make('span', { 'class': 'cle' + (round ? ' rond' : ''), 'aria-hidden': 'true' }, letter || '');
    sign.style.background = colour;
    if (ink) sign.style.color = ink;
    return make('li', {}, sign, text);
  }

  function rates(classes) {
    var items = classes.etiquettes.map(function (label, k) {
      return swatch(classes.couleurs[k], label + ' (' + classes.zones[k] + ')');
    });
    var none = swatch(NO_FIGURE, 'sans taux à montrer, limite en tirets');
    none.firstChild.style.borderStyle = 'dashed';
    items.push(none);
    return items;
  }

  function causes(data) {
    return data.parts.slice(1).map(function (of) {
      return swatch(of.couleur, of.nom, true, of.nom.charAt(0).toUpperCase(), of.encre);
    });
  }

  function title(data, of) {
    if (of.famille !== undefined)
      return 'Besoin non couvert «\u00a0' + data.familles[of.famille].nom + '\u00a0», par cause principale';
    var indicator = data.indicateurs[of.indicateur];
    return indicator.nom + (of.effectif ? '' : ', part (' + indicator.denominateur + ')');
  }

  function note(text) { return make('p', { 'class': 'note' }, text); }

  // `of`: what the map shows at `level`; `most`: persons of the largest circle, if there are any.
  function show(box, data, level, of, most, sites) {
    var list = make('ul'), shaded = of.famille === undefined && !of.effectif;
    var classes = shaded ? level.classes[of.indicateur] : null;
    if (shaded) list.append.apply(list, rates(classes));
    if (of.famille !== undefined) list.append.apply(list, causes(data));
    if (sites) list.append(swatch(INK, "lieu d'aide compté", true));
    box.replaceChildren(make('h3', {}, title(data, of)), list);
    if (shaded)
      box.append(note('Entre parenthèses, le nombre de zones. Classes\u202f: ' + classes.methode + '.'));
    else if (most > 0)
      box.append(note("La surface d'un cercle suit le nombre\u202f; le plus grand\u202f: " +
                      mots.about(most) + '.'));
  }

  return { INK: INK, NO_FIGURE: NO_FIGURE, show: show };
})();
