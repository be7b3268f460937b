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
  public static void main(String[] arguments) {
    if (StoreCommand.isMeant(arguments)) {
      System.exit(StoreCommand.run(arguments, System.out));
    }
    SpringApplication.run(Application.class, arguments);
  }
}
