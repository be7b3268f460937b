package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Slow work off the browser session's lock, and its result back on the page. Work that saves goes
 * on when the tab is closed.
 */
@org.springframework.stereotype.Component
public final class BackgroundWork implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("follow").factory());

  public <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }

  /**
   * Shows what arrives on the page of {@code where}.
   *
   * @param failed called instead when the work threw, which is always a defect or a broken store
   */
  public static <T> void whenDone(
      Component where, CompletableFuture<T> coming, Consumer<T> show, Runnable failed) {
    UI ui = where.getUI().orElseGet(UI::getCurrent);
    var unusedShown =
        coming.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                LOG.error("work.failed kind={}", rootOf(failure).getClass().getName());
              }
              try {
                var unusedQueued =
                    ui.access(
                        () -> {
                          if (failure == null) {
                            show.accept(value);
                          } else {
                            failed.run();
                          }
                        });
              } catch (UIDetachedException closed) {
                LOG.debug("work.done after the tab was closed");
              }
            });
  }

  /**
   * Looks again and again for as long as {@code where} is on a page, one look at a time, and shows
   * the first and then what is different from the last. A look that fails is left out; the next one
   * may succeed.
   */
  public <T> void follow(Component where, Duration every, Supplier<T> look, Consumer<T> show) {
    UI ui = where.getUI().orElseGet(UI::getCurrent);
    var follower = new Follower<>(ui, look, show);
    ScheduledFuture<?> ticks =
        clock.scheduleWithFixedDelay(
            () -> follower.tick(threads),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
    where.addDetachListener(detached -> ticks.cancel(false));
  }

  /** Looks on a thread of its own, and not again before the last look is over. */
  private static final class Follower<T> {
    private final UI ui;
    private final Supplier<T> look;
    private final Consumer<T> show;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile @Nullable T last;

    Follower(UI ui, Supplier<T> look, Consumer<T> show) {
      this.ui = ui;
      this.look = look;
      this.show = show;
    }

    void tick(Executor threads) {
      if (isLooking.compareAndSet(false, true)) {
        threads.execute(this::look);
      }
    }

    private void look() {
      try {
        T found = look.get();
        if (!found.equals(last)) {
          last = found;
          var unusedQueued = ui.access(() -> show.accept(found));
        }
      } catch (UIDetachedException closed) {
        LOG.debug("work.followed after the tab was closed");
      } catch (RuntimeException failed) {
        LOG.warn("work.look.failed kind={}", rootOf(failed).getClass().getName());
      } finally {
        isLooking.set(false);
      }
    }
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
    threads.close();
  }
}
