/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_STATUS_H
#define MAILLAGE_STATUS_H

/**
 * @file
 * How every function of libmaillage says whether it worked.
 *
 * A fallible function returns one mlg_status; its results come through `out`
 * pointers, which are left untouched unless it returns MLG_OK. The *why* of a
 * failure is a finding in the mlg_findings the caller passed in (finding.h):
 * libmaillage never prints. The values are the exit codes of the command.
 */
typedef enum {
  MLG_OK = 0,        /**< Done. */
  MLG_FAILURE = 1,   /**< Something outside the inputs failed: memory, a library. */
  MLG_USAGE = 2,     /**< The command line was wrong. */
  MLG_REJECTED = 3,  /**< An input was rejected; the findings say where and why. */
  MLG_UNWRITTEN = 4, /**< An output could not be written; older ones are whole. */
} mlg_status;

/** Returns from the calling function when `call` did not work. */
#define MLG_TRY(call)                                                                              \
  do {                                                                                             \
    mlg_status mlg_try_status = (call);                                                            \
    if (mlg_try_status != MLG_OK) return mlg_try_status;                                           \
  } while (0)

/** Returns MLG_FAILURE from the calling function when an allocation failed. */
#define MLG_HAVE(pointer)                                                                          \
  do {                                                                                             \
    if ((pointer) == NULL) return MLG_FAILURE;                                                     \
  } while (0)

#endif
