package org.flippedvisit.app.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  @Override
  public void destroy() {
    threads.close();
  }
}
