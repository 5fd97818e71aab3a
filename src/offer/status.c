/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/offer.h>

const char *mlg_site_status_reason(mlg_site_status status) {
  switch (status) {
  case MLG_COUNTED:
    return "";
  case MLG_NO_POSITION:
    return "sans position";
  case MLG_NO_PUBLIC:
    return "n'accueille pas de public";
  case MLG_HEAD_OFFICE:
    return "siège ou service interne";
  case MLG_NO_SERVICE:
    return "sans service reconnu";
  }
  return "";
}
