package org.flippedvisit.app.store;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Encrypts clinical text before it is stored (Tink AEAD, AES-256-GCM). The row's identity is bound
 * in as associated data, so that a text moved to another person's row does not open there.
 */
@Component
public final class PhiCipher {
  private static final Logger LOG = LoggerFactory.getLogger(PhiCipher.class);

  private final Aead aead;

  PhiCipher(StoreProperties properties) {
    try {
      AeadConfig.register();
      aead = keyset(properties.keyset()).getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException | IOException unusable) {
      throw new IllegalStateException(
          "The keyset that encrypts the store cannot be used (flipped-visit.store.keyset)",
          unusable);
    }
  }

  /** Encrypts {@code text} for the row that {@code row} names. */
  public byte[] seal(String text, String row) {
    try {
      return aead.encrypt(
          text.getBytes(StandardCharsets.UTF_8), row.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("could not encrypt", impossible);
    }
  }

  /**
   * Decrypts what was sealed for the same row.
   *
   * @throws IllegalStateException when the key or the row is another one
   */
  public String open(byte[] sealed, String row) {
    try {
      return new String(
          aead.decrypt(sealed, row.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException wrong) {
      throw new IllegalStateException("a stored text does not open with this key", wrong);
    }
  }

  private static KeysetHandle keyset(Path file) throws GeneralSecurityException, IOException {
    if (Files.exists(file)) {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }
    KeysetHandle made =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            made, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    LOG.warn("store.keyset.made: back up the keyset file, without it the store cannot be read");
    return made;
  }
}
