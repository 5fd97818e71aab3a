/* SPDX-License-Identifier: Apache-2.0 */
#ifndef OFFER_CONTACTS_H
#define OFFER_CONTACTS_H

#include <maillage/arena.h>
#include <maillage/status.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * @file
 * Contacts of a structure are kept, those of a person are not. Whatever is not
 * plainly a structure's is taken for a person's: losing an address costs a look
 * at a website, keeping one breaks a promise.
 */

/** How many were dropped. */
typedef struct {
  size_t mails, phones, names;
} mlg_contact_tally;

/** Whether an e-mail is that of the structure called `name`. NULL memory counts as no. */
bool mlg_mail_is_shared(mlg_arena *arena, const char *mail, const char *name);

/** The first shared e-mail of a text that may hold several; "" for none. */
mlg_status mlg_mail_read(mlg_arena *arena, const char *text, const char *name,
                         mlg_contact_tally *dropped, const char **mail);

/** The first telephone that is no mobile, digits only ("0299010203"); "" for none. */
mlg_status mlg_phone_read(mlg_arena *arena, const char *text, mlg_contact_tally *dropped,
                          const char **phone);

/** `text` less the e-mails and mobile numbers in it, each counted; itself when there is none. */
mlg_status mlg_contacts_scrub(mlg_arena *arena, const char *text, mlg_contact_tally *dropped,
                              const char **scrubbed);

#endif
