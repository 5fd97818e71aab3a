/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/offer.h>

static const char *const REASONS[MLG_SITE_STATUS_COUNT] = {
    [MLG_COUNTED] = "",
    [MLG_NO_POSITION] = "sans position",
    [MLG_NO_PUBLIC] = "n'accueille pas de public",
    [MLG_HEAD_OFFICE] = "siège ou service interne",
    [MLG_NO_SERVICE] = "sans service reconnu",
    [MLG_ITINERANT] = "itinérant, arrêts inconnus",
    [MLG_COMMUNE_ONLY] = "placé à la commune, sans adresse précise",
    [MLG_STALE] = "fiche ancienne",
    [MLG_UNDATED] = "fiche sans date",
    [MLG_OUTSIDE] = "hors du territoire et hors de portée",
    [MLG_OUT_OF_FIELD] = "hors du champ",
    [MLG_REPEATED] = "fiche répétée",
};

const char *mlg_site_status_reason(mlg_site_status status) { return REASONS[status]; }
