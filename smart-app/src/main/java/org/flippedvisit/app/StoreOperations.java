package org.flippedvisit.app;

import org.flippedvisit.app.audit.AuditTrail;
import org.flippedvisit.app.store.SealedTable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * What {@link StoreCommand} needs of the app: its store, the description of every table, and the
 * audit. No page, no EHR, no port.
 */
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  TransactionAutoConfiguration.class
})
@ConfigurationPropertiesScan(basePackageClasses = {SealedTable.class, AuditTrail.class})
@ComponentScan(basePackageClasses = {SealedTable.class, AuditTrail.class})
@ComponentScan(
    basePackageClasses = Application.class,
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SealedTable.class))
@Import(TimeConfiguration.class)
class StoreOperations {}
