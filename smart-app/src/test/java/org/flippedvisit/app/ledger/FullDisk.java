package org.flippedvisit.app.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/** H2's files under {@code full:}, on a disk that is full when the test says so. */
public final class FullDisk extends FilePathWrapper {
  private static volatile boolean isFull;

  static void fill() {
    isFull = true;
  }

  static void makeRoom() {
    isFull = false;
  }

  @Override
  public String getScheme() {
    return "full";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new OnFullDisk(super.open(mode));
  }

  private static void needRoom() throws IOException {
    if (isFull) {
      throw new IOException("No space left on device");
    }
  }

  private static final class OnFullDisk extends FileBase {
    private final FileChannel file;

    OnFullDisk(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
      needRoom();
      return file.write(from, position);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      needRoom();
      return file.write(from);
    }

    @Override
    public synchronized int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return file.read(into);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      return file.position(position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      return file.truncate(size);
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
      file.force(withMetadata);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean isShared) throws IOException {
      return file.tryLock(position, size, isShared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
