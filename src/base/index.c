/* SPDX-License-Identifier: Apache-2.0 */
#include <maillage/index.h>

#include <stdint.h>
#include <string.h>

struct mlg_index_slot {
  const char *key;
  size_t row;
};

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash(const char *key) {
  uint64_t h = 14695981039346656037u;
  while (*key != '\0') h = (h ^ (unsigned char)*key++) * 1099511628211u;
  return h;
}

/* The slot that holds `key`, or the empty one where it belongs. */
static struct mlg_index_slot *slot_of(const mlg_index *index, const char *key) {
  size_t at = hash(key) & (index->n_slots - 1);
  while (index->slots[at].key != NULL && strcmp(index->slots[at].key, key) != 0)
    at = (at + 1) & (index->n_slots - 1);
  return &index->slots[at];
}

mlg_status mlg_index_init(mlg_index *index, mlg_arena *arena, size_t expected) {
  size_t n_slots = 16;
  while (n_slots < 2 * expected) n_slots *= 2;
  struct mlg_index_slot *slots = MLG_NEW(arena, struct mlg_index_slot, n_slots);
  MLG_HAVE(slots);
  *index = (mlg_index){.n_slots = n_slots, .slots = slots, .arena = arena};
  return MLG_OK;
}

static mlg_status widen(mlg_index *index) {
  mlg_index wider;
  MLG_TRY(mlg_index_init(&wider, index->arena, index->n_slots));
  for (size_t i = 0; i < index->n_slots; i++)
    if (index->slots[i].key != NULL) *slot_of(&wider, index->slots[i].key) = index->slots[i];
  wider.n_keys = index->n_keys;
  mlg_arena_drop(index->arena, index->slots, index->n_slots, sizeof *index->slots);
  *index = wider;
  return MLG_OK;
}

mlg_status mlg_index_add(mlg_index *index, const char *key, size_t row, size_t *held) {
  if (2 * (index->n_keys + 1) > index->n_slots) MLG_TRY(widen(index));
  struct mlg_index_slot *slot = slot_of(index, key);
  if (slot->key == NULL) {
    *slot = (struct mlg_index_slot){key, row};
    index->n_keys++;
  }
  if (held != NULL) *held = slot->row;
  return MLG_OK;
}

size_t mlg_index_find(const mlg_index *index, const char *key) {
  const struct mlg_index_slot *slot = slot_of(index, key);
  return slot->key == NULL ? MLG_NOT_FOUND : slot->row;
}
