package org.flippedvisit.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.flippedvisit.app.store.Drafts;
import org.flippedvisit.app.store.Drafts.DraftKey;
import org.flippedvisit.app.store.PatientKey;
import org.flippedvisit.app.store.SealedRows;
import org.flippedvisit.app.store.SealedRows.Resealed;
import org.flippedvisit.app.store.StoreKeys;
import org.flippedvisit.app.testing.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A key is replaced in a store of its own, step by step, and nothing becomes unreadable. */
@Tag("store")
@ExtendWith(OutputCaptureExtension.class)
class KeyRotationTest {
  private static final PatientKey NOAH = new PatientKey("north", "", "noah");

  /** Several batches, the last one not full. */
  private static final int MANY = 450;

  @TempDir Path folder;

  private Path keyset;
  private List<String> settings;

  @BeforeEach
  void makeStore() {
    keyset = folder.resolve("keyset.json");
    settings = TestStore.empty(keyset);
  }

  @Test
  void removesTheFormerKeyOnceNoRowNeedsIt() {
    inStore(app -> saveMany(app, MANY, "before"));
    String former = inStoreKeys().primary();

    assertThat(command("add-key").code()).isZero();
    assertThat(command("remove-keys").code()).isZero();
    assertThat(inStoreKeys().ids()).as("rows need it").hasSize(2).contains(former);

    Ran resealed = command("reseal");
    assertThat(resealed.code()).as(resealed.said()).isZero();
    assertThat(resealed.said())
        .contains("draft: " + MANY + " sealed anew", "key " + former + ", needed by no row");
    assertThat(command("remove-keys").code()).isZero();

    assertThat(inStoreKeys().ids()).hasSize(1).doesNotContain(former);
    inStore(app -> assertSay(app, MANY, "before"));
  }

  /** Whatever stops it leaves some rows with the new key and some with the old. */
  @Test
  void goesOnWhereItWasStopped() {
    inStore(
        app -> {
          saveMany(app, MANY, "before");
          app.getBean(StoreKeys.class).add();
          saveMany(app, MANY / 3, "meanwhile");

          assertThat(app.getBean(SealedRows.class).reseal())
              .extracting(Resealed::table, Resealed::sealed, Resealed::unopened)
              .contains(tuple("draft", MANY - MANY / 3, 0));
          assertThat(app.getBean(SealedRows.class).reseal())
              .as("nothing is left to do")
              .extracting(Resealed::sealed)
              .containsOnly(0);
          assertThat(app.getBean(SealedRows.class).keysInUse())
              .containsExactly(app.getBean(StoreKeys.class).primary());
          assertSay(app, MANY / 3, "meanwhile");
        });
  }

  @Test
  void leavesWhatSomebodySavesMeanwhileTheirs() {
    inStore(
        app -> {
          saveMany(app, MANY, "before");
          app.getBean(StoreKeys.class).add();
          var isSaving = new CountDownLatch(1);
          try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(
                () -> {
                  for (int number = MANY - 1; number >= 0; number--) {
                    app.getBean(Drafts.class).save(draft(number), "meanwhile " + number);
                    isSaving.countDown();
                  }
                });
            isSaving.await();
            app.getBean(SealedRows.class).reseal();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }

          assertSay(app, MANY, "meanwhile");
          assertThat(app.getBean(SealedRows.class).keysInUse()).hasSize(1);
        });
  }

  @Test
  void leavesWhatDoesNotOpenAsItIsAndKeepsItsKey() {
    inStore(
        app -> {
          saveMany(app, 3, "before");
          app.getBean(JdbcClient.class)
              .sql("update draft set patient_id = 'amina' where visit = 'v0'")
              .update();
        });
    String former = inStoreKeys().primary();
    command("add-key");

    Ran resealed = command("reseal");
    command("remove-keys");

    assertThat(resealed.code()).isEqualTo(1);
    assertThat(resealed.said())
        .contains("draft: 2 sealed anew", "draft: 1 do not open")
        .doesNotContain("amina", "before");
    assertThat(inStoreKeys().ids()).contains(former);
  }

  @Test
  void saysInOneSentenceThatTheKeysetCannotBeRead() throws IOException {
    Files.writeString(keyset, "{");

    Ran refused = command("keys");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said())
        .startsWith("Not done: The keyset that encrypts the store cannot be used")
        .contains(keyset.toString());
  }

  @Test
  void refusesToStartWithoutAKeyThatRowsNeed(CapturedOutput output) throws IOException {
    inStore(app -> saveMany(app, 1, "before"));
    Path backup = Files.move(keyset, folder.resolve("backup.json"));
    String lost = new StoreKeysOf(backup).primary();

    Ran refused = command("keys");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said())
        .contains("a key that is not in flipped-visit.store.keyset: key " + lost);
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "docs/store.md")
        .doesNotContain("\tat org.flippedvisit");

    Files.delete(keyset); // the one it made for what it took for a new store
    Files.copy(backup, keyset);
    inStore(app -> assertSay(app, 1, "before"));
  }

  private void inStore(Consumer<ApplicationContext> act) {
    try (var app =
        new SpringApplicationBuilder(StoreOperations.class)
            .web(WebApplicationType.NONE)
            .run(settings.stream().map(one -> "--" + one).toArray(String[]::new))) {
      act.accept(app);
    }
  }

  private StoreKeysOf inStoreKeys() {
    return new StoreKeysOf(keyset);
  }

  /** The keys in a file, read from the file itself. */
  private record StoreKeysOf(Path file) {
    String primary() {
      return tree().get("primaryKeyId").asString();
    }

    List<String> ids() {
      return tree().get("key").valueStream().map(key -> key.get("keyId").asString()).toList();
    }

    private JsonNode tree() {
      return new JsonMapper().readTree(file);
    }
  }

  private record Ran(int code, String said) {}

  private Ran command(String word) {
    var arguments = new ArrayList<>(List.of("store", word, "--logging.level.root=info"));
    settings.forEach(one -> arguments.add("--" + one));
    var said = new ByteArrayOutputStream();
    int code =
        StoreCommand.run(
            arguments.toArray(String[]::new), new PrintStream(said, true, StandardCharsets.UTF_8));
    return new Ran(code, said.toString(StandardCharsets.UTF_8));
  }

  private static void saveMany(ApplicationContext app, int many, String words) {
    for (int number = 0; number < many; number++) {
      app.getBean(Drafts.class).save(draft(number), words + " " + number);
    }
  }

  private static void assertSay(ApplicationContext app, int many, String words) {
    for (int number = 0; number < many; number++) {
      assertThat(app.getBean(Drafts.class).find(draft(number), String.class))
          .hasValueSatisfying(found -> assertThat(found.value()).startsWith(words + " "));
    }
  }

  private static DraftKey draft(int number) {
    return new DraftKey(NOAH, "v" + number, "Patient/noah", "words");
  }
}
