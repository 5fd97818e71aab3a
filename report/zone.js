// SPDX-License-Identifier: Apache-2.0
// The portrait of one zone: its figures, then how the one that the map shows was made.
var portrait = (function () {
  'use strict';
  var make = mots.make;

  // Where a need's parts stand in its array of figures.
  var NEED = 0, FIRST_PART = 1, UNCOVERED = 5, CAUSE = 6;

  function count(figure, unit) {
    return mots.range(figure, mots.about) + ' ' + mots.unit(mots.figure(figure)[0], unit);
  }

  function line(name, text, chosen) {
    var row = make('tr', {}, make('th', { scope: 'row' }, name), make('td', { 'class': 'nombre' }, text));
    if (chosen) row.className = 'sujet';
    return row;
  }

  // ---- all figures ----

  function rateText(data, rate) {
    if (rate === null) return null;
    return rate[4] !== 0 && rate[0] === null && !rate[1] ? data.motifs[rate[4]]
                                                         : mots.range(rate, mots.percent);
  }

  function indicators(data, zone, subject) {
    var body = make('tbody');
    data.indicateurs.forEach(function (of, i) {
      if (!of.montre) return;
      var chosen = subject.indicateur === i;
      body.append(line(of.nom, count(zone.v[i], of.unite), chosen));
      var rate = rateText(data, zone.t[i]);
      if (rate !== null) body.append(line('… part (' + of.denominateur + ')', rate, chosen));
    });
    return make('table', {}, make('caption', {}, 'Indicateurs'), body);
  }

  // ---- how an indicator was made ----

  function cellText(data, of, cell) {
    var input = of.entrees[cell[0]];
    var text = cell[1] === null ? 'cellule vide' : '«\u00a0' + cell[1] + '\u00a0»';
    var where = input.indicateur ? 'indicateur ' + input.indicateur
              : input.colonne + (input.fichier ? ', ' + input.fichier : '') +
                (cell[2] > 0 ? ', ligne ' + cell[2] : '');
    return input.nom + ' = ' + (input.indicateur && cell[1] === null ? '' : text + ' ') + '(' + where + ')' +
           (cell.length > 3 ? '\u202f: ' + data.textes[cell[3]] : '');
  }

  function inputText(input) {
    if (input.indicateur) return input.nom + '\u202f: indicateur ' + input.indicateur;
    return input.nom + '\u202f: ' + input.colonne +
           (input.titre ? ', ' + input.producteur + ', ' + input.titre : '');
  }

  function inputs(data, of, cells, parts) {
    var list = make('ul');
    if (cells) cells.forEach(function (cell) { list.append(make('li', {}, cellText(data, of, cell))); });
    else of.entrees.forEach(function (input) { list.append(make('li', {}, inputText(input))); });
    var said = cells ? 'Cellules lues' : 'Somme de ' + parts + '. Colonnes lues';
    return [make('p', {}, said + '\u202f:'), list];
  }

  // The project's numbers that the formula names.
  function parameters(data, of) {
    return data.parametres.filter(function (p) {
      return of.formule.split(/\W+/).indexOf(p.nom) >= 0;
    }).map(function (p) {
      return make('p', {}, 'Paramètre ' + p.nom + '\u202f: ' +
                  mots.range([p.valeur, p.min, p.max], mots.number) +
                  (p.communes ? ', connu par commune dans certaines zones' : ''));
    });
  }

  function explainIndicator(data, at, i) {
    var of = data.indicateurs[i], zone = at.zone, box = make('div'), figure = mots.figure(zone.v[i]);
    var cells = zone.k && zone.k[of.id];
    box.append(make('h4', {}, "D'où vient ce chiffre\u202f?"), make('p', {}, of.definition),
               make('p', { 'class': 'formule' }, of.id + ' = ' + of.formule));
    box.append.apply(box, inputs(data, of, cells, at.parts));
    box.append.apply(box, parameters(data, of));
    box.append(make('p', {}, '= ' + count(figure, of.unite)));
    if (figure.length > 3) box.append(make('p', {}, 'À savoir\u202f: ' + data.textes[figure[3]] + '.'));
    if (of.limites) box.append(make('p', {}, 'Limites\u202f: ' + of.limites));
    box.append(make('p', { 'class': 'note' }, of.sources));
    return box;
  }

  // ---- how a need is covered ----

  function bar(data, figures) {
    var whole = mots.figure(figures[NEED])[0], box = make('div', { 'class': 'barre', 'aria-hidden': 'true' });
    if (!whole) return null;
    data.parts.forEach(function (of, p) {
      var share = mots.figure(figures[FIRST_PART + p])[0] / whole;
      var span = make('span', {}, share > 0.06 ? of.nom.charAt(0).toUpperCase() : '');
      span.style.width = 100 * share + '%';
      span.style.background = of.couleur;
      span.style.color = of.encre;
      box.append(span);
    });
    return box;
  }

  function partsTable(data, figures, scenario) {
    var body = make('tbody');
    body.append(line('Besoin', mots.range(figures[NEED], mots.about)));
    data.parts.forEach(function (of, p) {
      body.append(line(mots.capital(of.nom), mots.range(figures[FIRST_PART + p], mots.about)));
    });
    body.append(line('Non couvert', mots.range(figures[UNCOVERED], mots.about), true));
    return make('table', {}, make('caption', {}, mots.capital(scenario.unite) + ' par an'), body);
  }

  // The sites within reach of a zone: its own when it is of the finest level, else of those inside.
  function sitesOf(data, at) {
    var nearest = new Map(), total = 0, leaves = data.niveaux[0].zones, hidden = false;
    leaves.forEach(function (leaf) {
      if (leaf !== at.zone && leaf.a[at.niveau] !== at.rang) return;
      (leaf.l || []).forEach(function (pair) {
        if (!nearest.has(pair[0]) || nearest.get(pair[0])[0] > pair[1])
          nearest.set(pair[0], [pair[1], pair[2]]);
      });
      if (leaf.nl > (leaf.l || []).length) hidden = true;
      total = Math.max(total, leaf.nl || 0);
    });
    return { nearest: nearest, hidden: hidden };
  }

  function offersOf(data, at, family) {
    var found = [], sites = sitesOf(data, at);
    sites.nearest.forEach(function (near, site) {
      data.lieux[site].o.forEach(function (offer) {
        if (offer[0] === family) found.push({ site: data.lieux[site], offer: offer, near: near });
      });
    });
    found.sort(function (a, b) { return a.near[0] - b.near[0]; });
    return { found: found, hidden: sites.hidden };
  }

  function offerItem(one) {
    var far = one.near[0] < 1000 ? one.near[0] + '\u202fm' : mots.decimal(one.near[0] / 1000) + '\u202fkm';
    return make('li', {}, make('strong', {}, one.site.n),
                (one.site.d ? ', ' + one.site.d : '') + '\u202f: à ' + far + ' (' + one.near[1] + '\u202fmin)' +
                (one.site.h ? ' · ' + one.site.h : '') + ' · ' +
                mots.range(one.offer.slice(1, 4), mots.about) + ' personnes par an' +
                (one.offer[4] ? ', complet' : ''));
  }

  function offers(data, at, family) {
    var MOST = 12, all = offersOf(data, at, family), list = make('ul');
    all.found.slice(0, MOST).forEach(function (one) { list.append(offerItem(one)); });
    var n = all.found.length, said = n === 0 ? 'Aucune offre recensée à portée.'
          : (all.hidden ? 'Au moins ' : '') + n + (n > 1 ? ' offres' : ' offre') + ' à portée' +
            (n > MOST ? ', dont les ' + MOST + ' plus proches' : '') + '\u202f:';
    return [make('p', {}, said), n > 0 ? list : ''];
  }

  // "= fragilité 1 240 [1 200 ; 1 290] × recours 17 % × poids 1", when the need was so made.
  function product(data, zone, scenario, family) {
    var base = data.indicateurs[data.base];
    if (scenario.recours === null) return 'Besoin\u202f: ' + scenario.nom + '.';
    return 'Besoin = ' + base.nom + ', ' + mots.range(zone.v[data.base], mots.about) + ' × recours ' +
           mots.percent(scenario.recours) + ' × poids ' +
           String(data.familles[family].poids).replace('.', ',');
  }

  function explainNeed(data, at, family, s) {
    var of = at.zone.f[family], scenario = data.scenarios[s], figures = of.s[s], box = make('div');
    box.append(make('h4', {}, '«\u00a0' + mots.capital(data.familles[family].nom) + '\u00a0», ' + scenario.nom));
    var drawn = bar(data, figures);
    if (drawn) box.append(drawn);
    box.append(partsTable(data, figures, scenario));
    if (figures[CAUSE] > 0 && mots.figure(figures[UNCOVERED])[0] >= 0.5)
      box.append(make('p', {}, 'Cause principale\u202f: ' + data.parts[figures[CAUSE]].nom + '. ' +
                               data.parts[figures[CAUSE]].sens));
    box.append(make('h4', {}, "D'où vient ce chiffre\u202f?"),
               make('p', { 'class': 'formule' }, product(data, at.zone, scenario, family)),
               make('p', {}, mots.range(of.p, mots.decimal) +
                             ' places à portée pour 100 personnes de la base (référence).'));
    box.append.apply(box, offers(data, at, family));
    box.append(make('details', {}, make('summary', {}, 'Méthode et sources'),
                    make('p', { 'class': 'note' }, scenario.source), make('p', { 'class': 'note' }, data.methode),
                    make('p', { 'class': 'note' }, data.sources)));
    return box;
  }

  // ---- the whole ----

  function around(data, at) {
    var names = [];
    at.zone.a.forEach(function (parent, level) {
      if (level > at.niveau && parent !== null) names.push(data.niveaux[level].zones[parent].n);
    });
    return names.filter(function (name, i) { return name !== at.zone.n && names.indexOf(name) === i; });
  }

  // `at`: the zone, its level and rank, what it is the sum of; `subject`: what the map shows.
  function show(box, data, at, subject) {
    var where = around(data, at);
    box.replaceChildren(
      make('h3', {}, at.zone.n),
      make('p', { 'class': 'note' }, mots.capital(data.niveaux[at.niveau].nom) + ' ' + at.zone.c +
                                     (where.length ? ' · ' + where.join(', ') : '')));
    box.append(subject.famille !== undefined
      ? explainNeed(data, at, subject.famille, subject.scenario)
      : explainIndicator(data, at, subject.indicateur));
    box.append(indicators(data, at.zone, subject));
  }

  return { show: show, UNCOVERED: UNCOVERED, CAUSE: CAUSE, count: count, rateText: rateText };
})();
