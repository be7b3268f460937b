package org.flippedvisit.app.form;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.Lookup;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.i18n.DefaultI18NProvider;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.VaadinContext;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flippedvisit.app.form.FormFields.Flow;
import org.flippedvisit.fhir.form.FormContext;
import org.flippedvisit.fhir.form.FormFilling;
import org.flippedvisit.fhir.form.FormMapper;
import org.flippedvisit.fhir.form.NodeId;
import org.springframework.mock.web.MockServletContext;

/** A page with one form on it, without a browser, in either language. */
final class FormPage implements AutoCloseable {
  static final Locale SPANISH = Locale.of("es");
  private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-10-12T09:00:00+02:00");
  private static final I18NProvider WORDS =
      new DefaultI18NProvider(List.of(Locale.ENGLISH, SPANISH));

  /** Held here, because Vaadin knows the current one by a weak reference. */
  private final VaadinService service = new PageWithWords();

  private final UI page;
  private final List<String> kept = new ArrayList<>();
  private final FormFilling filling;
  private final FormFields fields;

  private FormPage(FormFilling filling, Flow flow) {
    VaadinService.setCurrent(service);
    page = new UI();
    page.getInternals().setSession(mock(VaadinSession.class, withSettings().stubOnly()));
    UI.setCurrent(page);
    this.filling = filling;
    fields = new FormFields(filling, Locale.ENGLISH, flow, kept::add);
    page.add(fields);
  }

  static FormPage of(String json, Flow flow) {
    return new FormPage(
        FormFilling.begin(FormMapper.read(json), new FormContext(Map.of(), NOW)), flow);
  }

  static FormPage everyType(Flow flow) {
    return of(everyType(), flow);
  }

  /** The same form, as it is opened again after it was kept. */
  static FormPage resumed(String kept, Flow flow) {
    return new FormPage(
        FormFilling.resume(FormMapper.read(everyType()), kept, new FormContext(Map.of(), NOW)),
        flow);
  }

  static String everyType() {
    try (InputStream in =
        Objects.requireNonNull(FormPage.class.getResourceAsStream("every-type.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  FormFields fields() {
    return fields;
  }

  FormFilling filling() {
    return filling;
  }

  /** What was handed over to be kept, oldest first. */
  List<String> kept() {
    return kept;
  }

  NodeId id(String linkId) {
    return filling.nodes().stream()
        .flatMap(FormStep::below)
        .filter(node -> node.item().linkId().equals(linkId))
        .findFirst()
        .orElseThrow(() -> new AssertionError(linkId + " is not shown"))
        .id();
  }

  /** The first part on the page for this linkId. */
  QuestionPart question(String linkId) {
    NodeId id = id(linkId);
    return all(QuestionPart.class).filter(part -> part.id().equals(id)).findFirst().orElseThrow();
  }

  <C extends Component> C in(String linkId, Class<C> type) {
    return below(question(linkId).field().component())
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  /**
   * As {@link #in(String, Class)}, for components of something.
   *
   * @param type the component, known by its raw class alone
   */
  @SuppressWarnings("unchecked") // the raw class says nothing of what it is a component of
  <C extends Component> C of(String linkId, Class<? super C> type) {
    return (C)
        below(question(linkId).field().component())
            .filter(type::isInstance)
            .findFirst()
            .orElseThrow();
  }

  <C extends Component> Stream<C> all(Class<C> type) {
    return below(fields).filter(type::isInstance).map(type::cast);
  }

  void press(String text) {
    press(fields, text);
  }

  static void press(Component within, String text) {
    below(within)
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(Component::isVisible)
        .filter(button -> button.getText().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + text))
        .click();
  }

  /** All that can be seen or heard, as one text. */
  String words() {
    return words(fields);
  }

  static String words(Component root) {
    var words = new StringBuilder();
    addWords(root, words);
    return words.toString();
  }

  private static void addWords(Component at, StringBuilder words) {
    if (at.getElement().isTextNode()) {
      words.append(at.getElement().getText()).append(" | ");
      return;
    }
    if (!at.isVisible()) {
      return;
    }
    Stream.of("label", "helperText", "errorMessage")
        .map(name -> at.getElement().getProperty(name, ""))
        .forEach(text -> words.append(text).append(" | "));
    words.append(at.getElement().getText()).append(" | ");
    at.getChildren().forEach(child -> addWords(child, words));
  }

  static Stream<Component> below(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(FormPage::below));
  }

  /** How many changes go to the browser now; afterwards it has them. */
  int changes() {
    var changes = new AtomicInteger();
    page.getInternals().getStateTree().runExecutionsBeforeClientResponse();
    page.getInternals().getStateTree().collectChanges(change -> changes.incrementAndGet());
    return changes.get();
  }

  @Override
  public void close() {
    UI.setCurrent(null);
    VaadinService.setCurrent(null);
  }

  private static final class PageWithWords extends VaadinServletService {
    private static final long serialVersionUID = 1L;

    private final transient DeploymentConfiguration configuration =
        mock(DeploymentConfiguration.class);

    PageWithWords() {
      when(configuration.getUrlSafeSchemes()).thenReturn(Set.of("http", "https", "mailto", "tel"));
    }

    @Override
    public DeploymentConfiguration getDeploymentConfiguration() {
      return configuration;
    }

    @Override
    protected VaadinContext constructVaadinContext() {
      var context = new VaadinServletContext(new MockServletContext());
      context.setAttribute(Lookup.class, Lookup.of(WORDS, I18NProvider.class));
      return context;
    }

    @Override
    public Instantiator getInstantiator() {
      return new DefaultInstantiator(this) {
        private static final long serialVersionUID = 1L;

        @Override
        public I18NProvider getI18NProvider() {
          return WORDS;
        }
      };
    }
  }
}
