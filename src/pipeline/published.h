/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PIPELINE_PUBLISHED_H
#define PIPELINE_PUBLISHED_H

#include "pipeline/work.h"

/* Sets what others published against what is computed: a finding a figure. */
mlg_status mlg_compare_published(const mlg_work *work);

#endif
