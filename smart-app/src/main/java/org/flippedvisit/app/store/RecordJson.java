package org.flippedvisit.app.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.Temporal;
import org.flippedvisit.fhir.agenda.Fate;
import org.flippedvisit.fhir.mapping.ClinicalTime;
import org.flippedvisit.fhir.provenance.Author;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON form in which records are stored. Readers ignore fields they do not know, so that a
 * newer version's rows do not stop an older one; the names of fates and authors are fixed here and
 * are part of the stored format.
 */
@Component
public final class RecordJson {
  private final JsonMapper json =
      JsonMapper.builder()
          .addMixIn(Fate.class, FateNames.class)
          .addMixIn(Author.class, AuthorNames.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(ClinicalTime.class, new ClinicalTimeWriter())
                  .addDeserializer(ClinicalTime.class, new ClinicalTimeReader()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * The JSON of a record. Half a surrogate pair, which a person can type and UTF-8 cannot say, is
   * written as JSON's escape.
   */
  public String write(Object record) {
    String written = json.writeValueAsString(record);
    return StandardCharsets.UTF_8.newEncoder().canEncode(written)
        ? written
        : json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(record);
  }

  public <T> T read(String stored, Class<T> type) {
    return json.readValue(stored, type);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fate")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fate.Discussed.class, name = "discussed"),
    @JsonSubTypes.Type(value = Fate.DecidedTogether.class, name = "decided-together"),
    @JsonSubTypes.Type(value = Fate.Later.class, name = "later"),
    @JsonSubTypes.Type(value = Fate.NotNow.class, name = "not-now"),
    @JsonSubTypes.Type(value = Fate.SafetyNet.class, name = "safety-net"),
    @JsonSubTypes.Type(value = Fate.Dropped.class, name = "dropped")
  })
  @JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
  private interface FateNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "author")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Author.Patient.class, name = "patient"),
    @JsonSubTypes.Type(value = Author.RelatedPerson.class, name = "related-person"),
    @JsonSubTypes.Type(value = Author.Practitioner.class, name = "practitioner"),
    @JsonSubTypes.Type(value = Author.Other.class, name = "other")
  })
  @JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
  private interface AuthorNames {}

  private static final class ClinicalTimeWriter extends ValueSerializer<ClinicalTime> {
    @Override
    public void serialize(ClinicalTime time, JsonGenerator to, SerializationContext context) {
      to.writeString(time.toString());
    }
  }

  private static final class ClinicalTimeReader extends ValueDeserializer<ClinicalTime> {
    @Override
    public ClinicalTime deserialize(JsonParser from, DeserializationContext context) {
      return new ClinicalTime(temporal(from.getString()));
    }

    private static Temporal temporal(String text) {
      return switch (text.length()) {
        case 4 -> Year.parse(text);
        case 7 -> YearMonth.parse(text);
        case 10 -> LocalDate.parse(text);
        default -> OffsetDateTime.parse(text);
      };
    }
  }
}
