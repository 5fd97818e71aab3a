/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAILLAGE_H
#define MAILLAGE_H

/** @file All of libmaillage. */

#include <maillage/compare.h>
#include <maillage/coordination.h>
#include <maillage/coverage.h>
#include <maillage/cut.h>
#include <maillage/demand.h>
#include <maillage/draw.h>
#include <maillage/load.h>
#include <maillage/need.h>
#include <maillage/offer.h>
#include <maillage/pipeline.h>
#include <maillage/portrait.h>
#include <maillage/project.h>
#include <maillage/publish.h>
#include <maillage/schema.h>
#include <maillage/similar.h>
#include <maillage/siting.h>
#include <maillage/socle.h>
#include <maillage/store.h>
#include <maillage/territory.h>
#include <maillage/text.h>
#include <maillage/verify.h>
#include <maillage/version.h>
#include <maillage/whatif.h>
#include <maillage/workbook.h>

#endif
