package org.flippedvisit.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The file with the keys: made once, added to, taken up while the app runs, never half written. */
class StoreKeysTest {
  @TempDir Path folder;

  private StoreProperties place;

  @BeforeEach
  void choosePlace() {
    place = new StoreProperties(folder.resolve("deep").resolve("keyset.json"));
  }

  @Test
  void makesKeysetOnceForItsOwnerOnly() throws IOException {
    byte[] sealed = cipher(place).seal("kept", "row");

    assertThat(cipher(place).open(sealed, "row")).isEqualTo("kept");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.keyset())))
        .isEqualTo("rw-------");
    var another = cipher(new StoreProperties(folder.resolve("another.json")));
    assertThatThrownBy(() -> another.open(sealed, "row")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void saysInOneSentenceWhyAKeysetCannotBeRead() throws IOException {
    Path broken = Files.writeString(folder.resolve("keyset.json"), "{}");

    assertThatThrownBy(() -> new StoreKeys(new StoreProperties(broken)))
        .isInstanceOfSatisfying(
            UnusableStore.class,
            why -> {
              FailureAnalysis said = new UnusableStoreAnalyzer().analyze(why, why);
              assertThat(said.getDescription())
                  .contains("flipped-visit.store.keyset", broken.toString())
                  .doesNotContain("\n");
              assertThat(said.getAction()).contains("docs/store.md");
            });
    assertThat(broken).as("not made anew over it").hasContent("{}");
  }

  /** Of a text sealed without Tink's prefix nobody could say which key it needs. */
  @Test
  void refusesKeyWithoutAnId() throws GeneralSecurityException, IOException {
    var keys = new StoreKeys(place);
    assertThat(keys.ids()).hasSize(1);
    var raw =
        KeysetHandle.generateNew(
            AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build(),
            RegistryConfiguration.get());
    Path file =
        Files.writeString(
            folder.resolve("raw.json"),
            TinkJsonProtoKeysetFormat.serializeKeyset(
                raw, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));

    assertThatThrownBy(() -> new StoreKeys(new StoreProperties(file)))
        .isInstanceOf(UnusableStore.class)
        .hasMessageContaining("prefix TINK");
  }

  @Test
  void sealsWithTheNewKeyAndOpensWithAll() throws IOException {
    var keys = new StoreKeys(place);
    var cipher = new PhiCipher(keys);
    byte[] before = cipher.seal("before", "row");

    keys.add();
    byte[] after = cipher.seal("after", "row");

    assertThat(StoreKeys.idOf(before)).isNotEqualTo(StoreKeys.idOf(after));
    assertThat(StoreKeys.idOf(after)).isEqualTo(keys.primary());
    assertThat(Arrays.copyOf(after, StoreKeys.PREFIX)).isEqualTo(keys.primaryPrefix());
    for (PhiCipher any : new PhiCipher[] {cipher, cipher(place)}) {
      assertThat(any.open(before, "row")).isEqualTo("before");
      assertThat(any.open(after, "row")).isEqualTo("after");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.keyset())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder.resolve("deep"))) {
      assertThat(files).as("nothing is left beside it").containsExactly(place.keyset());
    }
  }

  @Test
  void takesUpKeyThatAnotherProcessAddedWhileItRuns() {
    var running = new PhiCipher(new StoreKeys(place));
    byte[] before = running.seal("before", "row");

    var command = new StoreKeys(place);
    command.add();

    assertThat(running.open(new PhiCipher(command).seal("there", "row"), "row")).isEqualTo("there");
    assertThat(running.open(before, "row")).isEqualTo("before");
    assertThat(StoreKeys.idOf(running.seal("here", "row"))).isEqualTo(command.primary());
  }

  @Test
  void goesOnWithTheKeysInHandWhereTheFileIsGoneOrWrong() throws IOException {
    var running = new PhiCipher(new StoreKeys(place));
    byte[] before = running.seal("before", "row");

    Files.writeString(place.keyset(), "{");
    assertThat(running.open(before, "row")).isEqualTo("before");
    Files.delete(place.keyset());
    assertThat(running.open(running.seal("after", "row"), "row")).isEqualTo("after");
  }

  @Test
  void takesOutKeysThatNobodyNeedsAndNeverThePrimary() {
    var keys = new StoreKeys(place);
    String first = keys.primary();
    byte[] sealed = new PhiCipher(keys).seal("old", "row");
    keys.add();
    String second = keys.primary();
    keys.add();
    String third = keys.primary();

    keys.keepOnly(Set.of(first));
    assertThat(keys.ids()).containsExactlyInAnyOrder(first, third).doesNotContain(second);
    assertThat(cipher(place).open(sealed, "row")).isEqualTo("old");

    keys.keepOnly(Set.of());
    assertThat(keys.ids()).containsExactly(third);
    assertThatThrownBy(() -> cipher(place).open(sealed, "row"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static PhiCipher cipher(StoreProperties place) {
    return new PhiCipher(new StoreKeys(place));
  }
}
