/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_DISSOLVE_H
#define STORE_DISSOLVE_H

#include <maillage/arena.h>
#include <maillage/status.h>
#include <maillage/table.h>

/** Zones to make out of zones. Outlines are WKB in metres. */
typedef struct {
  size_t n_parts;
  const mlg_blob *parts;
  const size_t *whole; /**< Of each part; what is not below `n_wholes` is in none. */
  size_t n_wholes;
} mlg_dissolve_case;

/**
 * Sets `outlines` (room for n_wholes, bytes arena-owned) to the union of each zone's parts. Limits
 * that two parts share point by point cancel out, which is some tens of times as fast as a union
 * in general. Where parts overlap, or have a limit in common with other points, that is no union:
 * the outline is then left empty, for a union in general to make.
 */
mlg_status mlg_dissolve(mlg_arena *arena, const mlg_dissolve_case *dissolve, mlg_blob *outlines);

#endif
