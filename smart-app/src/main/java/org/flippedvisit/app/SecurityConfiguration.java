package org.flippedvisit.app;

import com.vaadin.flow.spring.security.NavigationAccessControlConfigurer;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import org.flippedvisit.app.shell.ContentSecurityPolicy;
import org.flippedvisit.app.shell.LaunchAccess;
import org.flippedvisit.app.shell.LaunchRequiredView;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * HTTP security. Whoever has no launch gets an empty shell and the page that says how to open the
 * app: who may see what is decided for each navigation by {@link LaunchAccess}, for each read and
 * write by the launch it is made with.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SecurityFilterChain security(HttpSecurity http, ContentSecurityPolicy policy) {
    return http.with(
            VaadinSecurityConfigurer.vaadin(),
            vaadin ->
                vaadin
                    .enableLogoutConfiguration(false)
                    .enableRequestCacheConfiguration(false)
                    .enableExceptionHandlingConfiguration(false)
                    .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::permitAll))
        .headers(
            headers ->
                headers
                    .frameOptions(FrameOptionsConfig::disable) // frame-ancestors says who may
                    .addHeaderWriter(policy)
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .permissionsPolicyHeader(
                        permissions ->
                            permissions.policy(
                                "camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                    .addObjectPostProcessor(new EagerHeaders()))
        .build();
  }

  @Bean
  NavigationAccessControlConfigurer navigationAccess(LaunchAccess access) {
    return new NavigationAccessControlConfigurer()
        .withNavigationAccessChecker(access)
        .withLoginView(LaunchRequiredView.class);
  }

  /**
   * Writes the headers before the page, not after: on Tomcat 11 Vaadin's page is served by a
   * forward, after which late headers are lost (spring-security issue 19457).
   */
  private static final class EagerHeaders implements ObjectPostProcessor<HeaderWriterFilter> {
    @Override
    public <O extends HeaderWriterFilter> O postProcess(O filter) {
      filter.setShouldWriteHeadersEagerly(true);
      return filter;
    }
  }
}
