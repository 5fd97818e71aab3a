// SPDX-License-Identifier: Apache-2.0
// The map to explore. Positions are metres from a corner of the territory, in the national
// projection: a plain plane, so that nothing is fetched and nothing is converted.
(function () {
  'use strict';
  var make = mots.make, byId = document.getElementById.bind(document);
  var data = JSON.parse(byId('donnees').textContent);
  var INK = legende.INK, NO_FIGURE = legende.NO_FIGURE, LARGEST = 26; // px, the radius of the largest circle
  var still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  var chosen = null; // the zone whose portrait is shown: { niveau, rang }

  byId('sans-script').hidden = true;
  byId('atelier').hidden = false;
  var map = L.map('carte', {
    crs: L.CRS.Simple, attributionControl: false, zoomControl: false, zoomSnap: 0.25,
    zoomAnimation: !still, fadeAnimation: !still, minZoom: -10, maxZoom: 1
  });
  L.control.zoom({ zoomInTitle: 'Agrandir', zoomOutTitle: 'Réduire' }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  var layers = { zones: L.layerGroup().addTo(map), limits: L.layerGroup().addTo(map),
                 circles: L.layerGroup().addTo(map), sites: L.layerGroup().addTo(map) };
  // Above the zones, whichever of them is brought to the front.
  map.createPane('cercles').style.zIndex = 430;
  map.createPane('sites').style.zIndex = 450;
  var outlines = []; // of the level shown, by rank

  function at(x, y) { return [y, x]; }

  function rings(zone) {
    return (zone.g || []).map(function (flat) {
      var ring = [];
      for (var i = 0; i < flat.length; i += 2) ring.push(at(flat[i], flat[i + 1]));
      return ring;
    });
  }

  // ---- what is asked for ----

  function subject() {
    var parts = byId('choix-sujet').value.split(':'), k = Number(parts[1]);
    if (parts[0] === 'famille') return { famille: k, scenario: Number(byId('choix-scenario').value) };
    return { indicateur: k, effectif: parts[0] === 'effectif' };
  }

  function level() { return Number(byId('choix-niveau').value); }

  function option(value, text) { return make('option', { value: value }, text); }

  function group(label, options) {
    var of = make('optgroup', { label: label });
    of.append.apply(of, options);
    return options.length ? of : '';
  }

  function listSubjects() {
    var rates = [], counts = [], needs = [];
    data.indicateurs.forEach(function (of, i) {
      if (!of.montre) return;
      if (of.denominateur) rates.push(option('taux:' + i, of.nom));
      if (!of.niveau) counts.push(option('effectif:' + i, of.nom + ', ' + of.unite));
    });
    data.familles.forEach(function (of, f) {
      if (of.recensee) needs.push(option('famille:' + f, mots.capital(of.nom)));
    });
    byId('choix-sujet').append(group('Besoin non couvert', needs), group('Part', rates),
                               group('Nombre', counts));
    var base = 'taux:' + data.base;
    if (data.indicateurs[data.base].denominateur) byId('choix-sujet').value = base;
  }

  function listScenarios() {
    data.scenarios.forEach(function (of, s) {
      byId('choix-scenario').append(option(s, of.nom));
      if (of.reference) byId('choix-scenario').value = s;
    });
  }

  function listLevels() {
    data.niveaux.forEach(function (of, n) {
      byId('choix-niveau').append(option(n, mots.capital(of.pluriel) + ' (' + of.zones.length + ')'));
    });
    var codes = data.niveaux.map(function (of) { return of.code; });
    byId('choix-niveau').value = Math.max(0, codes.indexOf(codes.indexOf('quartier') >= 0 ? 'quartier' : 'commune'));
  }

  function listZones() {
    var zones = data.niveaux[level()].zones.map(function (zone, rank) { return [zone.n, rank]; });
    zones.sort(function (a, b) { return a[0].localeCompare(b[0], 'fr'); });
    byId('choix-zone').replaceChildren(option('', 'Choisir…'));
    zones.forEach(function (zone) { byId('choix-zone').append(option(zone[1], zone[0])); });
  }

  // ---- the figures on the map ----

  // What circles show in a zone: persons, and the colour and letter of the cause.
  function countOf(zone, of) {
    if (of.famille === undefined)
      return { figure: mots.figure(zone.v[of.indicateur]), colour: '#4E7FA6', letter: '' };
    var all = zone.f[of.famille].s[of.scenario], cause = data.parts[all[portrait.CAUSE]];
    var known = all[portrait.CAUSE] > 0;
    return { figure: mots.figure(all[portrait.UNCOVERED]),
             colour: known ? cause.couleur : '#FFFFFF', ink: known ? cause.encre : INK,
             letter: known ? cause.nom.charAt(0).toUpperCase() : '' };
  }

  function says(zone, of) {
    if (of.famille !== undefined) {
      var c = countOf(zone, of), all = zone.f[of.famille].s[of.scenario];
      return 'Non couvert\u202f: ' + portrait.count(c.figure, data.scenarios[of.scenario].unite) +
             (c.letter ? '\u202f; ' + data.parts[all[portrait.CAUSE]].nom : '');
    }
    if (of.effectif) return portrait.count(zone.v[of.indicateur], data.indicateurs[of.indicateur].unite);
    return portrait.rateText(data, zone.t[of.indicateur]);
  }

  // The colour of a zone, shaded by the class of its rate; counts are never shaded.
  function fillOf(zone, of) {
    if (of.famille !== undefined || of.effectif) return '#FFFFFF';
    var rate = zone.t[of.indicateur], classes = data.niveaux[level()].classes[of.indicateur];
    return rate && rate[3] >= 0 ? classes.couleurs[rate[3]] : NO_FIGURE;
  }

  function styleOf(rank, zone, of) {
    var shown = chosen && chosen.niveau === level() && chosen.rang === rank;
    var shaded = !of.effectif && of.famille === undefined;
    var none = shaded && fillOf(zone, of) === NO_FIGURE;
    return { color: INK, weight: shown ? 4 : 0.8, fillColor: fillOf(zone, of), fillOpacity: 1,
             dashArray: none && !shown ? '4 3' : null };
  }

  function circlesOf(zones, of) {
    var most = Math.max.apply(null, zones.map(function (zone) { return countOf(zone, of).figure[0] || 0; }));
    if (!(most > 0)) return;
    zones.map(function (zone, rank) { return { zone: zone, rank: rank, of: countOf(zone, of) }; })
      .filter(function (c) { return c.of.figure[0] >= 0.5; })
      .sort(function (a, b) { return b.of.figure[0] - a.of.figure[0]; })
      .forEach(function (c) { addCircle(c, LARGEST * Math.sqrt(c.of.figure[0] / most)); });
    return most;
  }

  function addCircle(c, radius) {
    var centre = at(c.zone.x[0], c.zone.x[1]);
    L.circleMarker(centre, { radius: radius, color: INK, weight: 1, fillColor: c.of.colour, fillOpacity: 0.9,
                               pane: 'cercles' })
      .on('click', function () { choose(level(), c.rank, true); })
      .bindTooltip(function () { return tip(c.zone); }).addTo(layers.circles);
    if (!c.of.letter || radius < 8) return;
    var letter = make('span', {}, c.of.letter);
    letter.style.color = c.of.ink;
    L.marker(centre, { interactive: false, keyboard: false,
                   icon: L.divIcon({ className: 'lettre', iconSize: [16, 16], html: letter }) })
      .addTo(layers.circles);
  }

  function tip(zone) {
    return make('span', {}, make('strong', {}, zone.n), make('br'), says(zone, subject()));
  }

  function drawZones(zones, of) {
    outlines = zones.map(function (zone, rank) {
      return L.polygon(rings(zone), styleOf(rank, zone, of))
        .on('click', function () { choose(level(), rank, true); })
        .bindTooltip(function () { return tip(zone); }, { sticky: true }).addTo(layers.zones);
    });
  }

  // The communes' limits over what is finer.
  function drawLimits() {
    var communes = data.niveaux.findIndex(function (of) { return of.code === 'commune'; });
    if (communes <= level()) return;
    data.niveaux[communes].zones.forEach(function (zone) {
      L.polygon(rings(zone), { fill: false, color: INK, weight: 1.8, interactive: false })
        .addTo(layers.limits);
    });
  }

  function drawSites(of) {
    if (!byId('choix-lieux').checked) return;
    data.lieux.forEach(function (site) {
      if (!site || !site.x) return;
      var fits = of.famille === undefined || site.o.some(function (o) { return o[0] === of.famille; });
      if (!fits) return;
      L.circleMarker(at(site.x[0], site.x[1]), { radius: 4, color: '#FFFFFF', weight: 1.5,
                                                 fillColor: INK, fillOpacity: 1, pane: 'sites' })
        .bindTooltip(function () { return make('span', {}, make('strong', {}, site.n), make('br'), site.d); })
        .addTo(layers.sites);
    });
  }

  // ---- drawing and choosing ----

  function draw() {
    var of = subject(), zones = data.niveaux[level()].zones;
    byId('choix-scenario').disabled = of.famille === undefined;
    Object.keys(layers).forEach(function (name) { layers[name].clearLayers(); });
    drawZones(zones, of);
    drawLimits();
    var most = of.famille !== undefined || of.effectif ? circlesOf(zones, of) : 0;
    drawSites(of);
    legende.show(byId('legende'), data, data.niveaux[level()], of, most, byId('choix-lieux').checked);
    if (chosen) showPortrait();
  }

  function partsOf(at) {
    if (at.niveau === 0) return 'ses cellules';
    var n = data.niveaux[0].zones.filter(function (leaf) { return leaf.a[at.niveau] === at.rang; }).length;
    return n + (n > 1 ? ' zones fines' : ' zone fine');
  }

  function showPortrait() {
    portrait.show(byId('portrait'), data, {
      zone: data.niveaux[chosen.niveau].zones[chosen.rang], niveau: chosen.niveau, rang: chosen.rang,
      parts: partsOf(chosen)
    }, subject());
    var zone = data.niveaux[chosen.niveau].zones[chosen.rang];
    byId('annonce').textContent = zone.n + '\u202f: ' + says(zone, subject());
  }

  function choose(niveau, rank, onMap) {
    chosen = { niveau: niveau, rang: rank };
    if (niveau !== level()) {
      byId('choix-niveau').value = niveau;
      listZones();
      draw();
    }
    byId('choix-zone').value = rank;
    outlines.forEach(function (outline, i) {
      outline.setStyle(styleOf(i, data.niveaux[niveau].zones[i], subject()));
    });
    var outline = outlines[rank];
    outline.bringToFront();
    if (!onMap && outline.getBounds().isValid() && !map.getBounds().contains(outline.getBounds()))
      map.panTo(outline.getBounds().getCenter(), { animate: !still });
    showPortrait();
  }

  function invite() {
    byId('portrait').replaceChildren(make('h3', {}, "Portrait d'une zone"),
                                     make('p', {}, "Aucune zone n'est encore choisie."));
  }

  function frame() {
    var bounds = L.latLngBounds([]);
    outlines.forEach(function (outline) {
      if (outline.getBounds().isValid()) bounds.extend(outline.getBounds());
    });
    if (bounds.isValid()) map.fitBounds(bounds, { animate: false, padding: [6, 6] });
  }

  listSubjects();
  listScenarios();
  listLevels();
  listZones();
  map.setView([0, 0], -5);
  draw();
  frame();
  invite();

  ['choix-sujet', 'choix-scenario', 'choix-lieux'].forEach(function (id) {
    byId(id).addEventListener('change', draw);
  });
  byId('choix-niveau').addEventListener('change', function () {
    chosen = null;
    invite();
    listZones();
    draw();
  });
  byId('choix-zone').addEventListener('change', function () {
    if (byId('choix-zone').value !== '') choose(level(), Number(byId('choix-zone').value), false);
  });
  document.querySelectorAll('button.zone').forEach(function (button) {
    button.addEventListener('click', function () {
      var n = data.niveaux.findIndex(function (of) { return of.code === button.dataset.niveau; });
      var rank = data.niveaux[n].zones.findIndex(function (zone) { return zone.c === button.dataset.code; });
      choose(n, rank, false);
      byId('explorer').scrollIntoView();
      byId('choix-zone').focus({ preventScroll: true });
    });
  });
})();
