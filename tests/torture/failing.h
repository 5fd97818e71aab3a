/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FAILING_H
#define FAILING_H

enum request { MEMORY, CALL };

/** Whether this request of `caller`, an address, is one of those to refuse; errno says why. */
int is_refused(enum request request, const void *caller);

/** Whether this process only shows what one refusal does. */
int is_short_lived(void);

#endif
