/* SPDX-License-Identifier: Apache-2.0 */
#include "offers.h"

#include "offer/contacts.h"

/* Made-up structures and addresses. */
static void test_mails_of_structures_stay(void **state) {
  offers_world *w = *state;
  static const char *const SHARED[][2] = {
      {"contact@lieu.example", "Le Lieu"},
      {"accueil.ccas@ville.example", "CCAS"},
      {"mairie35@orange.fr", "Mairie de Nulle-Part"},
      {"bibliotheque.numerique@ville.example", "Bibliothèque"},
      {"lelieu@gmail.com", "Le Lieu"},     /* its name */
      {"ecluse@ecluse.example", "Espace"}, /* its domain */
      {"MEDIATHEQUE@bourg.example", "Médiathèque"},
  };
  for (size_t i = 0; i < sizeof SHARED / sizeof *SHARED; i++)
    if (!mlg_mail_is_shared(&w->arena, SHARED[i][0], SHARED[i][1])) fail_msg("%s", SHARED[i][0]);
}

static void test_mails_of_persons_do_not(void **state) {
  offers_world *w = *state;
  static const char *const PERSONAL[][2] = {
      {"prenom.nomdefamille@ville.example", "Mairie"},
      {"p.nomdefamille@ccas.example", "CCAS"},
      {"pnomdefamille@asso.example", "Association"},
      {"prenom-nomdefamille@conseiller-numerique.example", "Bibliothèque"},
      {"prenom1980@gmail.com", "Le Lieu"},
      {"prenom.nomdefamille@gmail.com", "Prenom Nomdefamille"}, /* a person's name, too */
      {"contact.prenom.nomdefamille@ville.example", "Mairie"},
      {"nomdefamille@", "Le Lieu"},
      {"ni un ni l'autre", "Le Lieu"},
  };
  for (size_t i = 0; i < sizeof PERSONAL / sizeof *PERSONAL; i++)
    if (mlg_mail_is_shared(&w->arena, PERSONAL[i][0], PERSONAL[i][1]))
      fail_msg("%s", PERSONAL[i][0]);
}

static void test_the_first_shared_mail_is_kept(void **state) {
  offers_world *w = *state;
  mlg_contact_tally dropped = {0};
  const char *mail;
  assert_int_equal(
      mlg_mail_read(&w->arena, "p.nomdefamille@a.example|info@a.example", "Lieu", &dropped, &mail),
      MLG_OK);
  assert_string_equal(mail, "info@a.example");
  assert_int_equal(dropped.mails, 1);
}

static void test_telephones(void **state) {
  offers_world *w = *state;
  static const struct {
    const char *text, *phone;
    size_t dropped;
  } CASES[] = {{"02 61 91 00 12", "0261910012", 0},
               {"+33261910012", "0261910012", 0},
               {"+33 (0)2 61 91 00 12", "0261910012", 0},
               {"0033261910012", "0261910012", 0},
               {"06.39.98.00.12", "", 1},
               {"+33639980012", "", 1},
               {"06 39 98 00 12 / 02 61 91 00 12", "0261910012", 1},
               {"3949", "3949", 0},
               {"non communiqué", "", 0},
               {"", "", 0}};
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    mlg_contact_tally dropped = {0};
    const char *phone;
    assert_int_equal(mlg_phone_read(&w->arena, CASES[i].text, &dropped, &phone), MLG_OK);
    assert_string_equal(phone, CASES[i].phone);
    assert_int_equal(dropped.phones, CASES[i].dropped);
  }
}

static void test_free_texts_are_scrubbed(void **state) {
  offers_world *w = *state;
  static const struct {
    const char *text, *scrubbed;
  } CASES[] = {{"Sur RDV : prenom.nom@ville.example ou 06 39 98 00 12.", "Sur RDV :  ou ."},
               {"Mo-Fr 09:00-12:00,14:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00"},
               {"Médi@thèque, 07 rue du 8 mai 1945", "Médi@thèque, 07 rue du 8 mai 1945"},
               {"tél. +33 6 39 98 00 12", "tél. "},
               {"02 61 91 00 12", "02 61 91 00 12"}};
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    mlg_contact_tally dropped = {0};
    const char *scrubbed;
    assert_int_equal(mlg_contacts_scrub(&w->arena, CASES[i].text, &dropped, &scrubbed), MLG_OK);
    assert_string_equal(scrubbed, CASES[i].scrubbed);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      OFFERS_CASE(test_mails_of_structures_stay),      OFFERS_CASE(test_mails_of_persons_do_not),
      OFFERS_CASE(test_the_first_shared_mail_is_kept), OFFERS_CASE(test_telephones),
      OFFERS_CASE(test_free_texts_are_scrubbed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
