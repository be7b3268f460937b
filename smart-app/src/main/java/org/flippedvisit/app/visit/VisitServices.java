package org.flippedvisit.app.visit;

import java.time.Clock;
import org.flippedvisit.app.agenda.AgendaForms;
import org.flippedvisit.app.agenda.AgendaService;
import org.flippedvisit.app.goal.GoalService;
import org.flippedvisit.app.ledger.WriteLedger;
import org.flippedvisit.app.note.NoteService;
import org.flippedvisit.app.patient.Openings;
import org.flippedvisit.app.patient.PatientService;
import org.flippedvisit.app.preference.PreferenceService;
import org.flippedvisit.app.previsit.PreVisitService;
import org.flippedvisit.app.reflection.ReflectionService;
import org.flippedvisit.app.trend.TrendService;
import org.flippedvisit.app.ui.BackgroundWork;
import org.springframework.stereotype.Component;

/** What the visit page reads from and writes to. */
@Component
record VisitServices(
    PatientService patient,
    Openings openings,
    PreVisitService previsit,
    PreferenceService preference,
    GoalService goal,
    NoteService note,
    AgendaService agenda,
    TrendService trend,
    ReflectionService reflection,
    AgendaForms forms,
    WriteLedger ledger,
    BackgroundWork work,
    Clock clock) {}
