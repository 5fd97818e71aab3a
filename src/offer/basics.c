/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/offer.h>

const mlg_word MLG_BASICS[MLG_BASIC_COUNT] = {
    [MLG_WIFI] = {"wifi", "wifi public", "", ""},
    [MLG_COMPUTERS] = {"ordinateurs", "ordinateurs en libre accès", "", ""},
    [MLG_CAF_TERMINAL] = {"borne_caf", "borne CAF", "", ""},
    [MLG_HELP] = {"aide", "aide aux démarches", "", ""},
    [MLG_WORKSHOPS] = {"ateliers", "ateliers", "", ""},
    [MLG_APPOINTMENTS] = {"rendez_vous", "rendez-vous", "", ""},
    [MLG_PRINTER] = {"imprimante", "imprimante ou scanner", "", ""},
};
