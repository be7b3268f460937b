package org.flippedvisit.app.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.flippedvisit.fhir.form.FormAnswer;
import org.flippedvisit.fhir.form.FormAnswer.File;
import org.flippedvisit.fhir.form.FormLimits;
import org.jspecify.annotations.Nullable;

/** A file: chosen, shown by its name and size, taken away again. */
final class FileField implements AnswerField {
  /**
   * What a chart takes without being asked. A form may ask for less and never for more: the file is
   * kept again with every answer that follows.
   */
  private static final double MOST_MEGABYTES = 5;

  private static final int KILO = 1024;

  private final Runnable changed;
  private final double most;
  private final Upload upload = new Upload();
  private final Button choose = new Button();
  private final Span holds = new Span();
  private final Button remove = new Button();
  private final Div held = new Div(holds, remove);
  private final Span state = new Span();
  private final FieldGroup group;
  private @Nullable File file;
  private Locale language = Locale.ENGLISH;

  FileField(FormLimits limits, Runnable changed) {
    this.changed = changed;
    Double own = limits.maxSizeMegabytes();
    most = own == null ? MOST_MEGABYTES : Math.min(own, MOST_MEGABYTES);
    upload.setUploadHandler(
        UploadHandler.inMemory(
            (metadata, content) -> take(metadata.fileName(), metadata.contentType(), content)));
    upload.setMaxFiles(1);
    upload.setMaxFileSize((int) Math.min(Integer.MAX_VALUE, most * KILO * KILO));
    upload.setDropAllowed(false);
    upload.setUploadButton(choose);
    if (!limits.contentTypes().isEmpty()) {
      upload.setAcceptedMimeTypes(limits.contentTypes().toArray(String[]::new));
    }
    upload.addFileRejectedListener(rejected -> refuse());
    remove.addClassName("fv-quiet");
    remove.addClickListener(click -> drop());
    held.addClassName("fv-form-file");
    state.getElement().setAttribute("role", "status");
    group = new FieldGroup(held, upload, state);
  }

  void take(String name, @Nullable String contentType, byte[] content) {
    upload.clearFileList();
    if (content.length > most * KILO * KILO) {
      refuse();
      return;
    }
    file =
        File.of(name, Objects.requireNonNullElse(contentType, "application/octet-stream"), content);
    state.setText("");
    show();
    changed.run();
  }

  /** The browser itself refuses what is too big or of another kind, where it is asked to. */
  private void refuse() {
    state.setText(group.getTranslation(language, "form.file.refused", megabytes(most)));
  }

  private void drop() {
    file = null;
    show();
    changed.run();
    Inputs.focusIn(group);
  }

  @Override
  public Component component() {
    return group;
  }

  @Override
  public List<FormAnswer> read() {
    return file == null ? List.of() : List.of(file);
  }

  @Override
  public void write(List<FormAnswer> answers) {
    file =
        answers.stream()
            .filter(File.class::isInstance)
            .map(File.class::cast)
            .findFirst()
            .orElse(null);
  }

  @Override
  public void say(FieldWords words, Locale spoken) {
    language = spoken;
    String limit = group.getTranslation(language, "form.file.most", megabytes(most));
    group.say(
        new FieldWords(
            words.name(),
            words.isNameShown(),
            words.hint().isEmpty() ? limit : words.hint() + " · " + limit,
            words.problem()));
    choose.setText(group.getTranslation(language, "form.file.choose"));
    choose.setAriaLabel(group.getTranslation(language, "form.file.choose-for", words.name()));
    remove.setText(group.getTranslation(language, "form.file.remove"));
    show();
  }

  private void show() {
    File now = file;
    held.setVisible(now != null);
    upload.setVisible(now == null);
    if (now != null) {
      double size = Base64.getDecoder().decode(now.base64()).length / (double) (KILO * KILO);
      holds.setText(
          group.getTranslation(language, "form.file.holds", now.title(), megabytes(size)));
    }
  }

  /** At least a tenth: nothing is said to be empty that is not. */
  private String megabytes(double size) {
    return String.format(language, "%.1f", Math.max(0.1, size));
  }
}
