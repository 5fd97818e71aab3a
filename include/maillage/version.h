/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_VERSION_H
#define MAILLAGE_VERSION_H

/** @file The version of the library, the command and the results. */

#define MLG_VERSION "0.1.0"

#endif
