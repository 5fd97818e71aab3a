/* SPDX-License-Identifier: Apache-2.0 */
#include "load_fixture.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>

/* Files that lead elsewhere: to another file, or to an address. */

static mlg_status load(const char *name, const char *text) {
  findings = (mlg_findings){.arena = &arena};
  const char *path = folder_write(&folder, name, text, strlen(text));
  return mlg_load_table(&arena, path, name, NULL, &findings, &table);
}

/* A server of this computer that would hear of a request; its port. */
static int listen_here(int *port) {
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof here;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  assert_true(server >= 0);
  assert_int_equal(bind(server, (struct sockaddr *)&here, size), 0);
  assert_int_equal(listen(server, 1), 0);
  assert_int_equal(getsockname(server, (struct sockaddr *)&here, &size), 0);
  assert_int_equal(fcntl(server, F_SETFL, O_NONBLOCK), 0);
  *port = ntohs(here.sin_port);
  return server;
}

/* GDAL by itself asks such an address for the reference system, and waits for the answer. */
static void test_nobody_is_asked_for_a_reference_system(void **state) {
  (void)state;
  const char *const WAYS[] = {"link\",\"properties\":{\"href", "url\",\"properties\":{\"url",
                              "name\",\"properties\":{\"name"};
  int port, server = listen_here(&port);
  setenv("GDAL_HTTP_TIMEOUT", "1" /* s */, 1);
  for (size_t i = 0; i < 3; i++) {
    const char *text = mlg_arena_printf(
        &arena,
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"%s\":\"http://127.0.0.1:%d/crs\"}},"
        "\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"01001\"},\"geometry\":"
        "{\"type\":\"Polygon\",\"coordinates\":"
        "[[[-1.7,48.1],[-1.6,48.1],[-1.6,48.2],[-1.7,48.1]]]}}]}",
        WAYS[i], port);
    assert_int_equal(load("essai.geojson", text), MLG_OK);
    assert_cell(0, "code", "01001");
    assert_int_equal(accept(server, NULL, NULL), -1);
  }
  close(server);
}

/* GDAL's virtual table, under the name of another format. */
static void test_no_other_file_is_read(void **state) {
  (void)state;
  const char *const NAMES[] = {"a.csv",  "a.txt", "a.json", "a.geojson", "a.umap", "a.shp",
                               "a.gpkg", "a.xls", "a.xlsx", "a.ods",     "a.zip"};
  folder_write(&folder, "secret.csv", "code,SECRET\n1,2\n", 16);
  const char *text = mlg_arena_printf(
      &arena,
      "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>%s</SrcDataSource>\n"
      "<SrcLayer>secret</SrcLayer></OGRVRTLayer></OGRVRTDataSource>\n",
      folder.name);
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    mlg_status status = load(NAMES[i], text);
    if (i < 2) /* a text is a text: of one line, under what looks like a name */
      assert_int_equal(mlg_table_column(&table, "SECRET"), MLG_NO_COLUMN);
    else
      assert_int_equal(status, MLG_REJECTED);
  }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(test_nobody_is_asked_for_a_reference_system),
      TEST(test_no_other_file_is_read),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
