/* SPDX-License-Identifier: Apache-2.0 */
#include "store/entries.h"

const mlg_word MLG_SITE_FIELDS[MLG_FROM_COUNT] = {
    [MLG_FROM_NAME] = {.code = "nom"},        [MLG_FROM_POSITION] = {.code = "position"},
    [MLG_FROM_ADDRESS] = {.code = "adresse"}, [MLG_FROM_POSTCODE] = {.code = "code_postal"},
    [MLG_FROM_COMMUNE] = {.code = "commune"}, [MLG_FROM_INSEE] = {.code = "code_insee"},
    [MLG_FROM_SIRET] = {.code = "siret"},     [MLG_FROM_HOURS] = {.code = "horaires"},
    [MLG_FROM_MAIL] = {.code = "courriel"},   [MLG_FROM_WEBSITE] = {.code = "site_web"},
};

const mlg_word MLG_FATES[MLG_FATE_COUNT] = {
    [MLG_FATE_READ] = {.code = "lues"},
    [MLG_FATE_KEPT] = {.code = "retenues"},
    [MLG_FATE_MERGED] = {.code = "jointes"},
    [MLG_FATE_OUTSIDE] = {.code = "ecartees_hors_territoire"},
};
