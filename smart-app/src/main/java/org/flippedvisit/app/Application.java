package org.flippedvisit.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Flipped Visit. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Modulithic(systemName = "Flipped Visit")
public class Application {
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  /**
   * A virtual thread that loads or initializes a class keeps its carrier while it waits (JEP 491).
   * With as many carriers as a small machine has cores, the first pages after a start could keep
   * them all, and whoever they wait for would never get one.
   */
  private static final String ENOUGH_CARRIERS = "64";

  public static void main(String[] arguments) {
    if (System.getProperty(CARRIERS) == null) {
      System.setProperty(CARRIERS, ENOUGH_CARRIERS);
    }
    if (StoreCommand.isMeant(arguments)) {
      System.exit(StoreCommand.run(arguments, System.out));
    }
    SpringApplication.run(Application.class, arguments);
  }
}
