package org.flippedvisit.app.testing;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.i18n.DefaultI18NProvider;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.VaadinContext;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.VaadinServletService;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The sentences of a part of a page, in English, without a browser. */
public final class ShownWords implements AutoCloseable {
  private static final I18NProvider ENGLISH = new DefaultI18NProvider(List.of(Locale.ENGLISH));

  /** Held here, because Vaadin knows the current one by a weak reference. */
  private final VaadinService english;

  private final UI page;

  public ShownWords(ServletContext app) {
    english = new EnglishPage(app);
    VaadinService.setCurrent(english);
    page = new UI();
    UI.setCurrent(page);
  }

  /** Every sentence in the order of the page, as one text. */
  public String of(Component part) {
    page.add(part);
    return String.join(
        " | ",
        every(part)
            .filter(one -> one instanceof Paragraph || one instanceof Span)
            .map(one -> one.getElement().getText())
            .filter(text -> !text.isBlank())
            .toList());
  }

  private static Stream<Component> every(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(ShownWords::every));
  }

  @Override
  public void close() {
    UI.setCurrent(null);
    VaadinService.setCurrent(null);
  }

  private static final class EnglishPage extends VaadinServletService {
    private static final long serialVersionUID = 1L;

    private final transient ServletContext app;
    private final transient DeploymentConfiguration configuration =
        mock(DeploymentConfiguration.class);

    EnglishPage(ServletContext app) {
      this.app = app;
      when(configuration.getUrlSafeSchemes()).thenReturn(Set.of("http", "https", "mailto", "tel"));
    }

    @Override
    public DeploymentConfiguration getDeploymentConfiguration() {
      return configuration;
    }

    @Override
    protected VaadinContext constructVaadinContext() {
      return new VaadinServletContext(app);
    }

    @Override
    public Instantiator getInstantiator() {
      return new DefaultInstantiator(this) {
        private static final long serialVersionUID = 1L;

        @Override
        public I18NProvider getI18NProvider() {
          return ENGLISH;
        }
      };
    }
  }
}
