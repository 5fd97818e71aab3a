-- The part of the job that a set-based analyst does in PostGIS: join, indicators, levels, places in
-- their zones, E2SFCA. Tables contours, population, diplomes, communes, caf, demandeurs, comparateur,
-- lieux and offres were loaded as they come, their cells as text. bench.py runs and times each step.

-- step: indicateurs
CREATE FUNCTION union_2x2(a float, b float, n0 float) RETURNS float LANGUAGE sql IMMUTABLE AS $$
  SELECT a + b - (s - sqrt(greatest(0, s * s - 4 * 7.3 * 6.3 * a * b))) / (2 * 6.3)
  FROM (SELECT greatest(n0, a, b) + 6.3 * (a + b) AS s) AS t
$$;

CREATE TABLE zone AS
  SELECT c.code_iris AS code, c.code_insee AS commune, m.epci, m.dep, m.reg, c.geom,
         p.p19_pop::float AS population, p.p19_pop::float - p.p19_pop0014::float AS population_15p,
         p.p19_pop65p::float AS plus_65, d.p19_nscol15p::float AS nscol,
         greatest(d.p19_nscol15p::float - p.p19_pop65p::float, 0) AS nscol_moins_65,
         union_2x2(p.p19_pop65p::float, d.p19_nscol15p_diplmin::float, d.p19_nscol15p::float)
           AS fragilite
  FROM contours c
  JOIN population p ON p.iris = c.code_iris
  JOIN diplomes d ON d.iris = c.code_iris
  JOIN communes m ON m.codgeo = c.code_insee;
CREATE UNIQUE INDEX ON zone(code);
CREATE INDEX ON zone USING gist(geom);
ANALYZE zone;

-- A hidden cell is in the middle of what it hides; a row withheld is at the rate of its commune.
CREATE FUNCTION families(cell float, withheld boolean, n float, persons float, own float)
RETURNS float LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(cell, CASE WHEN NOT withheld THEN 2.5 WHEN own > 0 THEN n / persons * own ELSE 0 END)
$$;

CREATE TABLE foyers AS
  WITH cellule AS (
    SELECT z.code, z.commune, z.population_15p AS p,
           f.note IN ('2', '3', '4') OR coalesce(f.a, '') = '' AS masquee,
           nullif(f.arsas, '')::float AS rsa, nullif(f.appa, '')::float AS ppa,
           nullif(f.aaah, '')::float AS aah
    FROM zone z JOIN caf f ON f.iris_code = z.code)
  SELECT code,
         families(rsa, masquee, sum(rsa) OVER w, sum(p) FILTER (WHERE rsa IS NOT NULL) OVER w, p) AS rsa,
         families(ppa, masquee, sum(ppa) OVER w, sum(p) FILTER (WHERE ppa IS NOT NULL) OVER w, p) AS ppa,
         families(aah, masquee, sum(aah) OVER w, sum(p) FILTER (WHERE aah IS NOT NULL) OVER w, p) AS aah
  FROM cellule WINDOW w AS (PARTITION BY commune);

CREATE TABLE exposition AS
  WITH part AS (
    SELECT z.code, z.commune,
           z.nscol_moins_65 / nullif(sum(z.nscol_moins_65) OVER (PARTITION BY z.commune), 0) AS part
    FROM zone z), personnes AS (
    SELECT p.code, part * coalesce(nullif(l.abc, ''), nullif(r.p18_chom1564, ''))::float AS demandeurs,
           coalesce(part * nullif(l.abc_rsa, '')::float, 0) AS deux_fois
    FROM part p
    LEFT JOIN demandeurs l ON l.codgeo = p.commune
    LEFT JOIN comparateur r ON r.codgeo = p.commune)
  SELECT code, greatest(rsa, ppa, aah, demandeurs, rsa + ppa + aah + demandeurs - deux_fois) AS exposition
  FROM personnes JOIN foyers USING (code)
  WHERE rsa + ppa + aah + demandeurs IS NOT NULL;  -- greatest() leaves out what is not known

-- step: niveaux
CREATE TABLE niveau AS
  SELECT 'code_commune' AS niveau, commune AS code, sum(population) AS population,
         sum(fragilite) AS fragilite, min(epci) AS epci, min(dep) AS dep, min(reg) AS reg,
         ST_Union(geom) AS geom
  FROM zone GROUP BY commune;
INSERT INTO niveau
  SELECT 'code_epci', epci, sum(population), sum(fragilite), NULL, NULL, NULL, ST_Union(geom)
  FROM niveau WHERE niveau = 'code_commune' GROUP BY epci
  UNION ALL
  SELECT 'code_departement', dep, sum(population), sum(fragilite), NULL, NULL, min(reg), ST_Union(geom)
  FROM niveau WHERE niveau = 'code_commune' GROUP BY dep;
INSERT INTO niveau
  SELECT 'code_region', reg, sum(population), sum(fragilite), NULL, NULL, NULL, ST_Union(geom)
  FROM niveau WHERE niveau = 'code_departement' GROUP BY reg;

-- step: lieux dans les zones
CREATE TABLE offre AS
  SELECT o.id, o.famille, coalesce(o.capacite, 0) AS capacite, l.geom, z.code AS code_iris
  FROM offres o
  JOIN lieux l ON l.id = o.lieu
  LEFT JOIN LATERAL (SELECT code FROM zone WHERE ST_Contains(zone.geom, l.geom) LIMIT 1) z ON true;
CREATE INDEX ON offre USING gist(geom);
ANALYZE offre;

-- step: e2sfca
-- Points of a regular grid: 16 if the zone were a square, 9 to 25 if that can be.
CREATE FUNCTION grille(contour geometry) RETURNS geometry[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  pas float := sqrt(ST_Area(contour) / 16);
  ouest float := ST_XMin(contour);
  sud float := ST_YMin(contour);
  points geometry[];
BEGIN
  FOR essai IN 1..6 LOOP
    SELECT array_agg(p) INTO points
    FROM generate_series(0, ceil((ST_XMax(contour) - ouest) / pas)::int) i,
         generate_series(0, ceil((ST_YMax(contour) - sud) / pas)::int) j,
         ST_SetSRID(ST_MakePoint(ouest + (i + 0.5) * pas, sud + (j + 0.5) * pas), ST_SRID(contour)) p
    WHERE ST_Contains(contour, p);
    EXIT WHEN cardinality(points) BETWEEN 9 AND 25;
    pas := pas * sqrt(greatest(coalesce(cardinality(points), 0), 1) / 16.0);
  END LOOP;
  RETURN points;
END $$;

CREATE TABLE origine AS
  WITH mobile AS (
    SELECT z.code, z.geom, z.fragilite,
           CASE WHEN n.population >= 10000 THEN 4000 ELSE 40000 END / 3.0::float / 1.3 AS metres
    FROM zone z JOIN niveau n ON n.niveau = 'code_commune' AND n.code = z.commune), etendue AS (
    SELECT m.*, CASE WHEN sqrt(ST_Area(geom) / pi()) > metres / 4 THEN grille(geom) END AS points
    FROM mobile m)
  SELECT code, metres, p AS geom, fragilite / cardinality(points) AS personnes,
         1.0::float / cardinality(points) AS part
  FROM (SELECT code, metres, fragilite,
               coalesce(points, ARRAY[CASE WHEN ST_Contains(geom, ST_Centroid(geom))
                                      THEN ST_Centroid(geom) ELSE ST_PointOnSurface(geom) END]) AS points
        FROM etendue) e, unnest(points) p;

CREATE TABLE portee AS
  SELECT o.code, o.part, o.personnes, f.id, f.famille, f.capacite,
         power(0.01, power(ST_Distance(o.geom, f.geom) / o.metres, 2)) AS poids
  FROM origine o JOIN offre f ON ST_DWithin(o.geom, f.geom, o.metres);

CREATE TABLE e2sfca AS
  WITH tirage AS (
    SELECT id, capacite / nullif(sum(poids * personnes), 0) AS par_personne
    FROM portee GROUP BY id, capacite)
  SELECT p.code, p.famille, 100 * sum(p.part * p.poids * t.par_personne) AS places
  FROM portee p JOIN tirage t USING (id) GROUP BY p.code, p.famille;

-- What the workbook takes of the zones: no outline.
CREATE VIEW classeur AS
  SELECT z.code, z.commune, z.epci, z.dep, z.reg, z.population, z.population_15p, z.plus_65, z.nscol,
         z.fragilite, e.exposition, f.rsa, f.ppa, f.aah
  FROM zone z LEFT JOIN exposition e USING (code) LEFT JOIN foyers f USING (code);
