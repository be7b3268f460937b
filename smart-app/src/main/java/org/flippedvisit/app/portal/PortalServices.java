package org.flippedvisit.app.portal;

import java.time.Clock;
import java.util.List;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.goal.GoalService;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.note.NoteService;
import org.flippedvisit.app.patient.Openings;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.portal.HelpLinesProperties.HelpLine;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.previsit.PreVisitForms;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.ui.BackgroundWork;
import org.flippedvisit.fhir.concept.ChartConcepts;
import org.springframework.stereotype.Component;

/** What the portal page reads from and writes to. */
@Component
record PortalServices(
    PatientService patient,
    Openings openings,
    PreVisitService previsit,
    PreVisitForms forms,
    HelpLinesProperties help,
    ChartConcepts concepts,
    AgendaService agenda,
    PreferenceService preference,
    GoalService goal,
    NoteService note,
    WriteLedger ledger,
    BackgroundWork work,
    Clock clock) {
  List<HelpLine> helpLines() {
    return help.helpLines();
  }
}
