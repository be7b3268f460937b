package org.flippedvisit.app.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys of the store, in a file (Tink keyset, JSON): the primary one seals, every one opens. A
 * file that was replaced is taken up without a restart, so that a key can be added while the app
 * runs. What Tink seals begins with one byte and the id of the key (Tink wire format), so that a
 * row says which key it needs.
 */
@Component
public final class StoreKeys {
  /** How many bytes at the beginning of a sealed text say which key sealed it. */
  static final int PREFIX = 5;

  private static final Logger LOG = LoggerFactory.getLogger(StoreKeys.class);
  private static final byte TINK = 1;

  private final Path file;
  private volatile Read current;

  StoreKeys(StoreProperties properties) {
    file = properties.keyset();
    try {
      AeadConfig.register();
      if (!Files.exists(file)) {
        write(file, generate());
        LOG.warn("store.keyset.made: back up the keyset file, without it the store cannot be read");
      }
      current = read();
    } catch (GeneralSecurityException | IOException unusable) {
      throw new UnusableStore(
          "The keyset that encrypts the store cannot be used (flipped-visit.store.keyset="
              + file
              + "): "
              + unusable,
          unusable);
    }
  }

  private record Read(KeysetHandle handle, Aead aead, FileTime modified) {}

  Aead aead() {
    takeUpReplaced();
    return current.aead();
  }

  /** The beginning of whatever the primary key seals. */
  byte[] primaryPrefix() {
    takeUpReplaced();
    return ByteBuffer.allocate(PREFIX)
        .put(TINK)
        .putInt(current.handle().getPrimary().getId())
        .array();
  }

  /** Ids of all keys, as Tink prints them: unsigned. */
  public Set<String> ids() {
    takeUpReplaced();
    KeysetHandle handle = current.handle();
    var ids = new TreeSet<String>();
    for (int one = 0; one < handle.size(); one++) {
      ids.add(Integer.toUnsignedString(handle.getAt(one).getId()));
    }
    return ids;
  }

  /** Id of the key that seals. */
  public String primary() {
    takeUpReplaced();
    return Integer.toUnsignedString(current.handle().getPrimary().getId());
  }

  /** Id of the key that sealed a text which begins so. */
  public static String idOf(byte[] prefix) {
    return prefix.length < PREFIX || prefix[0] != TINK
        ? "?"
        : Integer.toUnsignedString(ByteBuffer.wrap(prefix).getInt(1));
  }

  /**
   * Adds a key, which seals from now on; the others go on opening.
   *
   * @throws UnusableStore when the file cannot be written; nothing has changed
   */
  public void add() {
    replace(
        builder ->
            builder.addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary()));
  }

  /**
   * Takes out every key but the primary and those still needed. What was sealed with a key taken
   * out, in a backup for example, opens with the former file only.
   *
   * @throws UnusableStore when the file cannot be written; nothing has changed
   */
  public void keepOnly(Set<String> needed) {
    String primary = primary();
    replace(
        builder -> {
          for (int one = builder.size() - 1; one >= 0; one--) {
            String id = Integer.toUnsignedString(current.handle().getAt(one).getId());
            if (!id.equals(primary) && !needed.contains(id)) {
              builder.deleteAt(one);
            }
          }
        });
  }

  /** A change of the keyset. */
  private interface Change {
    void to(KeysetHandle.Builder keys) throws GeneralSecurityException;
  }

  private synchronized void replace(Change change) {
    takeUpReplaced();
    try {
      KeysetHandle.Builder keys = KeysetHandle.newBuilder(current.handle());
      change.to(keys);
      write(file.toRealPath(), keys.setConfiguration(RegistryConfiguration.get()).build());
      current = read();
    } catch (GeneralSecurityException | IOException failed) {
      throw new UnusableStore("The keyset cannot be changed: " + failed, failed);
    }
  }

  private void takeUpReplaced() {
    try {
      if (!Files.getLastModifiedTime(file).equals(current.modified())) {
        current = read();
        LOG.info("store.keyset.replaced keys={}", current.handle().size());
      }
    } catch (GeneralSecurityException | IOException unusable) {
      // Wrong, or gone: the keys in hand still work, and are asked about again next time.
      LOG.error("store.keyset.unusable why={}", unusable.getClass().getSimpleName());
    }
  }

  private Read read() throws GeneralSecurityException, IOException {
    FileTime modified = Files.getLastModifiedTime(file); // first: a later change is seen later
    KeysetHandle handle =
        TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    for (int one = 0; one < handle.size(); one++) {
      KeysetHandle.Entry entry = handle.getAt(one);
      if (!entry.getKey().getParameters().hasIdRequirement()
          || entry.getStatus() != KeyStatus.ENABLED) {
        throw new GeneralSecurityException("every key must be enabled and have the prefix TINK");
      }
    }
    return new Read(handle, handle.getPrimitive(RegistryConfiguration.get(), Aead.class), modified);
  }

  private static KeysetHandle generate() throws GeneralSecurityException {
    return KeysetHandle.generateNew(
        PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
  }

  /** Beside it and then in its place: whoever reads meanwhile reads the old or the new. */
  private static void write(Path file, KeysetHandle keys)
      throws GeneralSecurityException, IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path beside = Files.createTempFile(folder, "keyset", ".new");
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(
          beside,
          TinkJsonProtoKeysetFormat.serializeKeyset(
              keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
