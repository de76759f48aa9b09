"""What a pronoun means: agreement, binding, who speaks, and salience."""
