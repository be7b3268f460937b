package org.flippedvisit.app.shell;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What stands there when a page cannot be opened: no exception text, since that may say anything.
 */
public final class ErrorView {
  private ErrorView() {}

  /** Anything that went wrong while a page was opened. */
  public static class Failed extends Main implements HasErrorParameter<Exception> {
    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
      String id = ErrorReport.log(error.getCaughtException());
      addClassName("fv-one");
      add(new H1(getTranslation("error.title")), new Paragraph(getTranslation("error.text", id)));
      return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
  }

  /** A page that does not exist. */
  public static class NotFound extends Main implements HasErrorParameter<NotFoundException> {
    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
      addClassName("fv-one");
      add(
          new H1(getTranslation("launch.required.title")),
          new Paragraph(getTranslation("launch.required.text")));
      return HttpServletResponse.SC_NOT_FOUND;
    }
  }
}
